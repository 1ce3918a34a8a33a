import pytest
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QRadioButton, QWidget

from passalong.ui.room import keep_in_room

LONG = "Anna-Katharina & Maximilian von und zu Wolkenstein-Trostburg-Rodenegg"


@pytest.fixture(params=[QLabel, QCheckBox, QRadioButton])
def fitted(request, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    widget = request.param()
    across = QHBoxLayout(window)
    across.addWidget(widget)
    keep_in_room(widget, LONG)
    window.resize(200, 60)
    window.show()
    return window, widget


def test_a_long_text_widens_nothing_and_is_all_at_hand(fitted):
    window, widget = fitted

    assert window.width() == 200
    assert widget.text().endswith("…")
    assert widget.toolTip() == widget.accessibleName() == LONG


def test_what_is_written_has_room(fitted):
    _window, widget = fitted

    assert widget.sizeHint().width() <= widget.width()


def test_with_more_room_more_is_shown(fitted):
    window, widget = fitted

    window.resize(900, 60)

    assert widget.text().replace("&&", "&") == LONG
    assert not widget.toolTip()


def test_another_text_takes_its_place(fitted):
    _window, widget = fitted

    keep_in_room(widget, "Ben")

    assert (widget.text(), widget.accessibleName(), widget.toolTip()) == ("Ben", "Ben", "")
    assert len(widget.children()) == 1
