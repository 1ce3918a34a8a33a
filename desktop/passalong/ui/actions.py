"""Everything that can be done from the menus, the keys and the palette."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from passalong.ui import theme

ALSO = "also"
"""The property of an action that says by what other words the palette finds it."""

_STANDARD = QKeySequence.StandardKey


class Actions(QObject):
    """One action each, with its name, key and icon; whoever joins the pages connects them."""

    def __init__(self, window: QWidget, scheme: str) -> None:
        super().__init__(window)
        self._window = window
        self.import_files = self._make(self.tr("&Import…"), "import", "Ctrl+I")
        self.import_folder = self._make(self.tr("Import a &folder…"), "folder")
        self.paste = self._make(
            self.tr("&Paste cards or something to capture"), "paste", _STANDARD.Paste
        )
        self.export = self._make(self.tr("&Export…"), "export", "Ctrl+E")
        self.open_data_folder = self._make(self.tr("Open the &data folder"), "folder")
        self.backups = self._make(self.tr("&Backups…"), "bring_back")
        self.quit = self._make(self.tr("&Quit"), "", "Ctrl+Q")
        self.undo = self._make(self.tr("&Undo"), "undo", "Ctrl+Z")
        self.redo = self._make(self.tr("&Redo"), "redo", "Ctrl+Shift+Z")
        self.delete = self._make(self.tr("&Delete"), "delete")
        self.select_all = self._make(self.tr("Select &all people"), "select_all")
        self.find = self._make(self.tr("&Find"), "search", "Ctrl+F")
        self.trash = self._make(self.tr("&Trash…"), "delete")
        self.settings = self._make(self.tr("&Settings…"), "settings", "Ctrl+,")
        self.palette = self._make(self.tr("&Go to anything…"), "search", "Ctrl+K")
        self.today = self._make(self.tr("&Today"), "today", "Ctrl+1")
        self.people = self._make(self.tr("&People"), "people", "Ctrl+2")
        self.inbox = self._make(self.tr("&Inbox"), "inbox", "Ctrl+3")
        self.introductions = self._make(self.tr("I&ntroductions"), "introduction", "Ctrl+4")
        self.help_others = self._make(
            self.tr("&Help"), "bind", "Ctrl+5", also=self.tr("people in a bind")
        )
        self.schemes = self._schemes(scheme)
        self.new_person = self._make(self.tr("&New person…"), "person", "Ctrl+N")
        self.capture = self._make(self.tr("&Capture an opportunity…"), "capture", "Ctrl+Shift+N")
        self.log = self._make(self.tr("&Log an exchange…"), "log", "Ctrl+L")
        self.introduce = self._make(
            self.tr("&Introduce two people…"), "introduction", "Ctrl+Shift+I"
        )
        self.note_bind = self._make(
            self.tr("&Somebody needs help…"), "bind", "Ctrl+Shift+B", also=self.tr("note a bind")
        )
        self.hand_on = self._make(self.tr("&Hand on the bind shown in Help…"), "bind")
        self.need_help = self._make(
            self.tr("I nee&d help…"), "bind", also=self.tr("my own bind, ask for help")
        )
        self.news = self._make(self.tr("My &news…"), "news")
        self.templates = self._make(self.tr("My own &words…"), "template")
        self.tag = self._make(self.tr("&Tag…"), "tag", "Ctrl+T")
        self.back_of_card = self._make(self.tr("&Back of the card…"), "card")
        self.shortcuts = self._make(self.tr("&Keys…"), "help", "F1")
        self.add_sample = self._make(self.tr("Add &sample people"), "sample")
        self.remove_sample = self._make(self.tr("&Remove the sample people"), "sample")
        self.about = self._make(self.tr("&About Passalong"), "product")
        self._start_with_nothing()

    def _start_with_nothing(self) -> None:
        for action in (self.undo, self.redo, self.delete, self.tag, self.log):
            action.setEnabled(False)
        # In the list the key belongs to the list; elsewhere it deletes letters.
        self.delete.setText(self.delete.text() + "\tDel")

    def commands(self) -> list[QAction]:
        """Return what the palette offers."""
        return [
            action
            for action in self._window.actions()
            if action.isEnabled() and action is not self.palette
        ]

    def fill(self, bar: QMenuBar) -> None:
        """Put everything into menus."""
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.import_files, self.import_folder, self.paste, self.export])
        file.addSeparator()
        file.addActions([self.backups, self.open_data_folder])
        file.addSeparator()
        file.addAction(self.quit)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.find, self.select_all, self.delete])
        edit.addSeparator()
        edit.addActions([self.trash, self.settings])
        view = bar.addMenu(self.tr("&View"))
        view.addActions([self.today, self.people, self.inbox, self.introductions, self.help_others])
        view.addSeparator()
        view.addAction(self.palette)
        view.addSeparator()
        view.addActions(self.schemes.actions())
        people = bar.addMenu(self.tr("&People"))
        people.addActions([self.new_person, self.capture])
        people.addSeparator()
        people.addActions([self.log, self.introduce, self.tag, self.back_of_card])
        people.addSeparator()
        people.addActions([self.note_bind, self.hand_on, self.need_help])
        people.addSeparator()
        people.addActions([self.news, self.templates])
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addAction(self.shortcuts)
        help_menu.addSeparator()
        help_menu.addActions([self.add_sample, self.remove_sample])
        help_menu.addSeparator()
        help_menu.addAction(self.about)

    def name_steps(self, undo: str, redo: str) -> None:
        """Say what Undo and Redo would do; empty where there is nothing."""
        for action, plain, named, step in (
            (self.undo, self.tr("&Undo"), self.tr("&Undo: %1"), undo),
            (self.redo, self.tr("&Redo"), self.tr("&Redo: %1"), redo),
        ):
            action.setText(named.replace("%1", step.replace("&", "&&")) if step else plain)
            action.setEnabled(bool(step))

    def allow_for_selection(self, count: int) -> None:
        """Offer what needs somebody chosen."""
        for action in (self.delete, self.tag):
            action.setEnabled(count > 0)
        self.log.setEnabled(count == 1)

    def _make(self, text: str, icon: str, key: str | _STANDARD = "", *, also: str = "") -> QAction:
        action = QAction(text, self._window)
        action.setProperty(ALSO, also)
        if icon:
            theme.dress(action, icon)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        return action

    def _schemes(self, chosen: str) -> QActionGroup:
        group = QActionGroup(self)
        for scheme, text in (
            ("system", self.tr("Light or dark as the &system")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
        ):
            action = self._make(text, "")
            action.setCheckable(True)
            action.setChecked(scheme == chosen)
            action.setData(scheme)
            group.addAction(action)
        return group
