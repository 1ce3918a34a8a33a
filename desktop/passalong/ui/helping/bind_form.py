"""A bind edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from passalong.domain.bind import Bind
from passalong.local_time import local_now
from passalong.ui.form_card import FormCard
from passalong.ui.helping.bind_fields import BindFields


class BindForm(FormCard):
    """The fields of a bind."""

    saved = Signal(object, object)  # Bind, Entered

    def __init__(self) -> None:
        super().__init__()
        self.fields = BindFields(local_now().date())
        self._bind: Bind | None = None
        self.put(self.fields)
        self.save_wanted.connect(self._tell_saved)
        self.fields.changed.connect(self.message.hide)

    def start(self, bind: Bind) -> None:
        """Fill in what is there."""
        self._bind = bind
        self.fields.show_bind(bind)
        self.message.hide()
        self.fields.text.setFocus()
        self.fields.text.selectAll()

    @Slot()
    def _tell_saved(self) -> None:
        if self._bind is None:
            return
        unclear = self.fields.what_is_unclear()
        if unclear:
            self.say(unclear)
            return
        entered = self.fields.entered()
        if entered.since is None:
            entered = entered._replace(since=self._bind.since)
        self.saved.emit(self._bind, entered)
