"""What the user did, as Edit > Undo names it.

Kinds and values only; the window puts them into words.
"""

from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """One kind of step that can be taken back."""

    ADD_PERSON = "add_person"
    EDIT_PERSON = "edit_person"
    DELETE_PEOPLE = "delete_people"
    RESTORE_PEOPLE = "restore_people"
    WRITE_NOTE = "write_note"
    DELETE_NOTE = "delete_note"
    TAG_PEOPLE = "tag_people"
    UNTAG_PEOPLE = "untag_people"
    IMPORT = "import"
    CAPTURE = "capture"
    EDIT_OPPORTUNITY = "edit_opportunity"
    DELETE_OPPORTUNITY = "delete_opportunity"
    ADD_SAMPLE = "add_sample"
    REMOVE_SAMPLE = "remove_sample"
    EMPTY_TRASH = "empty_trash"
    GIVE = "give"
    SEND = "send"
    LOG_EXCHANGE = "log_exchange"
    RECORD_REPLY = "record_reply"
    EDIT_EXCHANGE = "edit_exchange"
    DELETE_EXCHANGE = "delete_exchange"
    REST = "rest"
    END_REST = "end_rest"
    PAUSE = "pause"
    KEEP_FOR_LATER = "keep_for_later"
    KEEP_NO_LONGER = "keep_no_longer"
    ANSWER_SUGGESTION = "answer_suggestion"
    WRITE_NEWS = "write_news"
    RETIRE_NEWS = "retire_news"
    WRITE_TEMPLATE = "write_template"
    DELETE_TEMPLATE = "delete_template"
    NOTE_BIND = "note_bind"
    EDIT_BIND = "edit_bind"
    SOLVE_BIND = "solve_bind"
    HAND_ON_BIND = "hand_on_bind"
    SNOOZE = "snooze"
    DELETE_BIND = "delete_bind"
    INTRODUCE = "introduce"
    EDIT_INTRODUCTION = "edit_introduction"
    ASK_FOR_HELP = "ask_for_help"


@dataclass(frozen=True, slots=True)
class Action:
    """The name of one step.

    Attributes:
        kind: What was done.
        subject: To whom or what: a person's name, a tag, a file's name.
        count: How many people or things it concerned.
        joins: Steps in a row with the same non-empty key become one, so that
            a note saved at every pause in typing is taken back as a whole.
    """

    kind: ActionKind
    subject: str = ""
    count: int = 1
    joins: str = ""
