"""Joins what the menus and keys offer to the pages and errands that do it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from passalong.ui.screens import Place

if TYPE_CHECKING:
    from passalong.ui.main_window import MainWindow


def join_actions(window: MainWindow) -> None:
    """Connect every action of the menus, the keys and the palette."""
    does, errands, people = window.actions_, window.errands, window.people
    for action, then in (
        (does.import_files, errands.choose_files),
        (does.import_folder, errands.choose_folder),
        (does.paste, errands.paste),
        (does.export, errands.export_everybody),
        (does.backups, window.safekeeping.open_backups),
        (does.open_data_folder, errands.open_data_folder),
        (does.quit, window.quit),
        (does.undo, errands.undo),
        (does.redo, errands.redo),
        (does.delete, people.delete_selected),
        (does.select_all, people.list.selectAll),
        (does.find, window.begin_search),
        (does.trash, errands.open_trash),
        (does.palette, window.open_palette),
        (does.today, window.show_today),
        (does.people, window.show_people),
        (does.inbox, window.show_inbox),
        (does.introductions, partial(window.show_screen, Place.INTRODUCTIONS)),
        (does.help_others, partial(window.show_screen, Place.HELP)),
        (does.new_person, people.add_person),
        (does.capture, errands.capture_something),
        (does.log, window.log_exchange),
        (does.introduce, window.introduce_two),
        (does.news, errands.show_news),
        (does.templates, errands.show_templates),
        (does.settings, errands.show_settings),
        (does.tag, people.tag_selected),
        (does.back_of_card, errands.deal_cards),
        (does.shortcuts, errands.show_keys),
        (does.add_sample, errands.add_sample),
        (does.remove_sample, errands.remove_sample),
        (does.about, errands.show_about),
    ):
        action.triggered.connect(then)
    does.schemes.triggered.connect(window.choose_scheme)
    people.selection_counted.connect(does.allow_for_selection)
    errands.steps_known.connect(does.name_steps)
