"""The colours of the window, light and dark, by what they are for."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor


class Colours(NamedTuple):
    """The colours of one scheme, by what they are for."""

    window: QColor
    page: QColor
    side: QColor
    card: QColor
    border: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    sidebar: QColor
    sidebar_text: QColor
    sidebar_selected: QColor
    sidebar_badge: QColor
    sidebar_accent: QColor
    sidebar_pressing: QColor
    selection: QColor
    hover: QColor
    avatar: QColor
    avatar_text: QColor
    tag: QColor
    tag_text: QColor
    value: QColor
    value_text: QColor
    asset: QColor
    asset_text: QColor
    need: QColor
    need_text: QColor
    highlight: QColor
    highlight_text: QColor
    danger: QColor
    danger_soft: QColor
    danger_text: QColor
    warning: QColor
    warning_soft: QColor
    warning_text: QColor
    good: QColor
    good_text: QColor
    toast: QColor
    toast_text: QColor
    toast_link: QColor


def _colours(**named: str) -> Colours:
    return Colours(**{name: QColor(value) for name, value in named.items()})


LIGHT = _colours(
    window="#ffffff", page="#f5f4f1", side="#fbfaf8", card="#ffffff", border="#e3e1dc",
    text="#1f2a30", muted="#5f6b72", faint="#8b959a",
    accent="#0f766e", accent_hover="#0c615a", accent_text="#ffffff",
    sidebar="#24313a", sidebar_text="#cfd8dc", sidebar_selected="#31414c",
    sidebar_badge="#41535f", sidebar_accent="#179480", sidebar_pressing="#b45309",
    selection="#e6f0ee", hover="#f3f6f5", avatar="#6d948b", avatar_text="#ffffff",
    tag="#ebeae6", tag_text="#3d474d", value="#dff0ed", value_text="#0b5c55",
    asset="#e4e8f8", asset_text="#35469c", need="#fdf0dc", need_text="#9a4d06",
    highlight="#fdeeb5", highlight_text="#2c2613",
    danger="#b3261e", danger_soft="#fbe9e7", danger_text="#8f1f18",
    warning="#b45309", warning_soft="#fff8ee", warning_text="#5c3206",
    good="#e2f4e8", good_text="#17693a",
    toast="#24313a", toast_text="#f3f6f7", toast_link="#7fd8c8",
)  # fmt: skip

DARK = _colours(
    window="#1b2227", page="#151b1f", side="#181f23", card="#20292f", border="#323d44",
    text="#e6eaec", muted="#a3afb5", faint="#7b888f",
    accent="#1f9686", accent_hover="#27ab99", accent_text="#ffffff",
    sidebar="#12181c", sidebar_text="#c3cdd2", sidebar_selected="#232e35",
    sidebar_badge="#35434c", sidebar_accent="#14806f", sidebar_pressing="#a34a08",
    selection="#22383a", hover="#212b31", avatar="#3f655e", avatar_text="#e9f3f1",
    tag="#333d43", tag_text="#d5dce0", value="#17403c", value_text="#93dccf",
    asset="#2a3459", asset_text="#b9c4f5", need="#4a3415", need_text="#f5c98a",
    highlight="#4f4210", highlight_text="#fff3c9",
    danger="#f2867d", danger_soft="#47221f", danger_text="#f8b4ad",
    warning="#f0b45c", warning_soft="#3a2d17", warning_text="#f5dcb4",
    good="#1d3d2a", good_text="#93d9ad",
    toast="#e8edef", toast_text="#1c262c", toast_link="#0f766e",
)  # fmt: skip
