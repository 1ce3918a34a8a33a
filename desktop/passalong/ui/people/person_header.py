"""The head of a person's page: picture, name, what they are, and what can be done."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from passalong.domain.person import Bond, PersonDetails
from passalong.operations import Operations
from passalong.services import editing, naming, people
from passalong.ui import theme
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.people.name_dialog import NameDialog
from passalong.ui.people.photo_button import PhotoButton
from passalong.ui.people.row_keeper import keep
from passalong.ui.widgets import button, label


class PersonHeader(QWidget):
    """Who this is, and the buttons for what the user does with them."""

    pass_along_wanted = Signal(int)
    log_wanted = Signal()
    rest_wanted = Signal()
    export_wanted = Signal(int)
    deleted = Signal(int)

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._details: PersonDetails | None = None
        self._photo = PhotoButton(operations)
        self._name = GrowingText("title", single_line=True)
        self._name.setAccessibleName(self.tr("Name"))
        self._about = label(role="muted", wrap=True, selectable=True)
        self._pass_along = button(self.tr("Pass along…"), "primary", "pass_along")
        self._log = button(self.tr("Log exchange"), "plain", "log")
        self._more = button("", "plain", "more")
        self._more.setAccessibleName(self.tr("More"))
        self._more.setToolTip(self.tr("More"))
        self._menu = self._make_menu()
        self._more.setMenu(self._menu)
        self._lay_out()
        self._connect_signals()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        bonds = menu.addMenu(self.tr("Bond"))
        self._bonds = QActionGroup(self)
        self._bond_actions: dict[Bond, QAction] = {}
        for bond, says in (
            (Bond.LIGHT, self.tr("Light")),
            (Bond.WORKING, self.tr("Working")),
            (Bond.CLOSE, self.tr("Close")),
        ):
            action = bonds.addAction(says)
            action.setCheckable(True)
            action.setData(bond.value)
            self._bonds.addAction(action)
            self._bond_actions[bond] = action
        self._parts = menu.addAction(self.tr("Name and nicknames…"))
        self._me = menu.addAction(self.tr("This is me"))
        self._me.setCheckable(True)
        menu.addSeparator()
        self._rest = menu.addAction(self.tr("Let it rest"))
        self._copy = menu.addAction(self.tr("Copy e-mail address"))
        self._export = menu.addAction(self.tr("Export card…"))
        menu.addSeparator()
        self._delete = menu.addAction(self.tr("Delete"))
        for action, icon in (
            (self._parts, "person"),
            (self._rest, "rest"),
            (self._copy, "copy"),
            (self._export, "export"),
            (self._delete, "delete"),
        ):
            theme.dress(action, icon)
        return menu

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch()
        self._about.setContentsMargins(5, 0, 0, 0)
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(self._photo)
        who.addLayout(words, 1)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._pass_along)
        actions.addWidget(self._log)
        actions.addWidget(self._more)
        actions.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(who)
        layout.addLayout(actions)

    def _connect_signals(self) -> None:
        self._name.left.connect(self._rename)
        self._pass_along.clicked.connect(self._want_to_pass_along)
        self._bonds.triggered.connect(self._set_bond)
        self._parts.triggered.connect(self.edit_name)
        self._me.triggered.connect(self._set_me)
        self._log.clicked.connect(self.log_wanted)
        self._rest.triggered.connect(self.rest_wanted)
        self._copy.triggered.connect(self._copy_email)
        self._export.triggered.connect(self._want_export)
        self._delete.triggered.connect(self.delete)

    def show_person(self, details: PersonDetails, words: tuple[str, ...]) -> None:
        """Show who this is; a half-typed name stays."""
        if self._details is None or details.id != self._details.id:
            self.flush()
            self._name.start_anew(details.name)
        self._details = details
        self._name.show_text(details.name)
        self._name.mark(words)
        self._photo.show_person(details)
        self._about.setText(self._about_text(details))
        self._about.setVisible(bool(self._about.text()))
        self._bond_actions[details.bond].setChecked(True)
        self._me.setChecked(details.is_me)
        self._copy.setEnabled(bool(details.emails))

    @Slot(bool)
    def show_rest(self, rests: bool) -> None:
        """Offer to let this tie rest, or to end the rest."""
        self._rest.setText(self.tr("End the rest") if rests else self.tr("Let it rest"))

    def flush(self) -> None:
        """Keep a half-typed name."""
        self._rename()

    def _about_text(self, details: PersonDetails) -> str:
        parts = [details.headline]
        if details.nicknames:
            parts.append(self.tr("known as {0}").format(", ".join(details.nicknames)))
        if details.bond is not Bond.LIGHT:
            bond = self._bond_actions[details.bond].text().lower()
            parts.append(self.tr("{0} bond").format(bond))
        if details.is_me:
            parts.append(self.tr("this is you"))
        return " · ".join(part for part in parts if part)

    @Slot()
    def _rename(self) -> None:
        if self._details is None or not self._name.is_touched():
            return
        name = " ".join(self._name.text().split())
        if not name:
            self._name.start_anew(self._details.name)
            return
        self._name.take()
        keep(
            self._operations,
            partial(
                editing.rename,
                person_id=self._details.id,
                name=name,
                now=datetime.now(UTC),
            ),
        )

    @Slot(QAction)
    def _set_bond(self, action: QAction) -> None:
        if self._details is not None:
            self._operations.write(
                partial(
                    editing.set_bond,
                    person_id=self._details.id,
                    bond=Bond(action.data()),
                    now=datetime.now(UTC),
                )
            )

    @Slot()
    def edit_name(self) -> None:
        """Let the user edit the parts of the name."""
        if self._details is not None:
            self.flush()
            NameDialog(self._operations, self._details, self).open()

    @Slot(bool)
    def _set_me(self, checked: bool) -> None:
        if self._details is not None:
            self._operations.write(
                partial(
                    naming.set_me,
                    person_id=self._details.id,
                    is_me=checked,
                    now=datetime.now(UTC),
                )
            )

    @Slot()
    def delete(self) -> None:
        """Put the person into the trash; Undo brings them back."""
        if self._details is not None:
            job = self._operations.write(
                partial(people.delete_people, ids=[self._details.id], now=datetime.now(UTC))
            )
            job.finished.connect(partial(self._say_deleted, self._details.id))

    def _say_deleted(self, person_id: int, _count: object) -> None:
        self.deleted.emit(person_id)

    @Slot()
    def _copy_email(self) -> None:
        if self._details is not None and self._details.emails:
            kept = self._details.emails
            best = next((each for each in kept if each.value.preferred), kept[0])
            QGuiApplication.clipboard().setText(best.value.address)

    @Slot()
    def _want_to_pass_along(self) -> None:
        if self._details is not None:
            self.pass_along_wanted.emit(self._details.id)

    @Slot()
    def _want_export(self) -> None:
        if self._details is not None:
            self.export_wanted.emit(self._details.id)
