"""Plain English for kinds and reasons.

Below this floor nothing speaks: ``domain`` and ``services`` hand out kinds and
values.  Here they become the words that the command line prints and the
window shows.
"""

from datetime import date, datetime

from passalong.domain.action import Action, ActionKind
from passalong.domain.backup import Backup, BackupKind
from passalong.domain.day_names import short_month
from passalong.domain.opportunity import (
    Caution,
    CautionKind,
    OpportunityKind,
    OpportunityState,
    Strength,
    SuggestionAnswer,
)
from passalong.domain.person import Field, Line
from passalong.domain.proposal import (
    CardWarning,
    ImportReport,
    Rejection,
    WarningKind,
)

_ACTIONS = {
    ActionKind.ADD_PERSON: "Add {subject}",
    ActionKind.EDIT_PERSON: "Change {subject}",
    ActionKind.DELETE_PEOPLE: "Delete {subject}",
    ActionKind.RESTORE_PEOPLE: "Restore {subject}",
    ActionKind.WRITE_NOTE: "Note about {subject}",
    ActionKind.DELETE_NOTE: "Delete a note about {subject}",
    ActionKind.TAG_PEOPLE: "Tag {count} with “{subject}”",
    ActionKind.UNTAG_PEOPLE: "Remove the tag “{subject}” from {count}",
    ActionKind.IMPORT: "Import {subject}",
    ActionKind.CAPTURE: "Capture “{subject}”",
    ActionKind.EDIT_OPPORTUNITY: "Change “{subject}”",
    ActionKind.DELETE_OPPORTUNITY: "Delete “{subject}”",
    ActionKind.ADD_SAMPLE: "Add the sample people",
    ActionKind.REMOVE_SAMPLE: "Remove the sample people",
    ActionKind.EMPTY_TRASH: "Empty the trash",
    ActionKind.GIVE: "Pass along to {subject}",
    ActionKind.SEND: "Message to {subject}",
    ActionKind.LOG_EXCHANGE: "Exchange with {subject}",
    ActionKind.RECORD_REPLY: "Reply of {subject}",
    ActionKind.EDIT_EXCHANGE: "Change an exchange with {subject}",
    ActionKind.DELETE_EXCHANGE: "Delete an exchange with {subject}",
    ActionKind.REST: "Let {subject} rest",
    ActionKind.END_REST: "End the rest of {subject}",
    ActionKind.PAUSE: "Pause {subject}",
    ActionKind.KEEP_FOR_LATER: "Keep “{subject}” for later",
    ActionKind.KEEP_NO_LONGER: "Keep “{subject}” no longer",
    ActionKind.ANSWER_SUGGESTION: "Say why not {subject}",
    ActionKind.WRITE_NEWS: "My news",
    ActionKind.RETIRE_NEWS: "Put news aside",
    ActionKind.WRITE_TEMPLATE: "My own words",
    ActionKind.DELETE_TEMPLATE: "Delete words of my own",
    ActionKind.NOTE_BIND: "Note that {subject} needs help",
    ActionKind.EDIT_BIND: "Change how {subject} is helped",
    ActionKind.SOLVE_BIND: "Solve the bind of {subject}",
    ActionKind.HAND_ON_BIND: "Hand on the bind of {subject}",
    ActionKind.SNOOZE: "Remind later of {subject}",
    ActionKind.DELETE_BIND: "Delete the bind of {subject}",
    ActionKind.INTRODUCE: "Introduce {subject}",
    ActionKind.EDIT_INTRODUCTION: "Change the introduction of {subject}",
    ActionKind.ASK_FOR_HELP: "Ask {subject} for help",
}

_DONE = {
    ActionKind.ADD_PERSON: "Added {subject}",
    ActionKind.EDIT_PERSON: "Changed {subject}",
    ActionKind.DELETE_PEOPLE: "Deleted {subject}",
    ActionKind.RESTORE_PEOPLE: "Restored {subject}",
    ActionKind.WRITE_NOTE: "Noted about {subject}",
    ActionKind.DELETE_NOTE: "Deleted a note about {subject}",
    ActionKind.TAG_PEOPLE: "Tagged {count} with “{subject}”",
    ActionKind.UNTAG_PEOPLE: "Removed the tag “{subject}” from {count}",
    ActionKind.IMPORT: "Imported {subject}",
    ActionKind.CAPTURE: "Captured “{subject}”",
    ActionKind.EDIT_OPPORTUNITY: "Changed “{subject}”",
    ActionKind.DELETE_OPPORTUNITY: "Deleted “{subject}”",
    ActionKind.ADD_SAMPLE: "Added the sample people",
    ActionKind.REMOVE_SAMPLE: "Removed the sample people",
    ActionKind.EMPTY_TRASH: "Emptied the trash",
    ActionKind.GIVE: "Passed along to {subject}",
    ActionKind.SEND: "Recorded a message to {subject}",
    ActionKind.LOG_EXCHANGE: "Logged an exchange with {subject}",
    ActionKind.RECORD_REPLY: "Recorded the reply of {subject}",
    ActionKind.EDIT_EXCHANGE: "Changed an exchange with {subject}",
    ActionKind.DELETE_EXCHANGE: "Deleted an exchange with {subject}",
    ActionKind.REST: "{subject} may rest",
    ActionKind.END_REST: "Ended the rest of {subject}",
    ActionKind.PAUSE: "Paused {subject}",
    ActionKind.KEEP_FOR_LATER: "Kept “{subject}” for later",
    ActionKind.KEEP_NO_LONGER: "“{subject}” is kept no longer",
    ActionKind.ANSWER_SUGGESTION: "Noted why not {subject}",
    ActionKind.WRITE_NEWS: "Kept your news",
    ActionKind.RETIRE_NEWS: "Put news aside",
    ActionKind.WRITE_TEMPLATE: "Kept your words",
    ActionKind.DELETE_TEMPLATE: "Deleted words of yours",
    ActionKind.NOTE_BIND: "Noted that {subject} needs help",
    ActionKind.EDIT_BIND: "Changed how {subject} is helped",
    ActionKind.SOLVE_BIND: "Solved the bind of {subject}",
    ActionKind.HAND_ON_BIND: "Handed on the bind of {subject}",
    ActionKind.SNOOZE: "Reminds later of {subject}",
    ActionKind.DELETE_BIND: "Deleted the bind of {subject}",
    ActionKind.INTRODUCE: "Introduced {subject}",
    ActionKind.EDIT_INTRODUCTION: "Changed the introduction of {subject}",
    ActionKind.ASK_FOR_HELP: "Asked {subject} for help",
}

_OWN_BIND = {
    ActionKind.NOTE_BIND: ("Note that you need help", "Noted that you need help"),
    ActionKind.EDIT_BIND: ("Change your bind", "Changed your bind"),
    ActionKind.SOLVE_BIND: ("Solve your bind", "Solved your bind"),
    ActionKind.SNOOZE: ("Remind later of your bind", "Reminds later of your bind"),
    ActionKind.DELETE_BIND: ("Delete your bind", "Deleted your bind"),
}
"""What a step is called, and what was done, where no subject says whose bind it is."""

_REJECTIONS = {
    Rejection.NOTHING_IN_IT: "there is nothing in it",
    Rejection.TOO_LARGE: "the card is larger than 8 MB",
    Rejection.PHOTO_TOO_LARGE: "its photo is larger than 4 MB",
    Rejection.NOT_A_CARD: "this is not a card",
    Rejection.UNREADABLE: "it could not be read",
    Rejection.QUOTE_NOT_CLOSED: "a quotation mark is never closed",
    Rejection.LEFT_OUT: "you left it out",
}

_WARNINGS = {
    WarningKind.CHARSET_GUESSED: "Its letters were read as {detail}; check names with accents.",
    WarningKind.END_MISSING: "The card does not say where it ends.",
    WarningKind.LINE_NOT_UNDERSTOOD: "A line was not understood and is kept as it is: {detail}",
    WarningKind.PHOTO_DAMAGED: "The photo is damaged; the rest was read.",
    WarningKind.PHOTO_NOT_FETCHED: "The photo lies on the network and was not fetched: {detail}",
    WarningKind.PHOTO_GIVES_WAY: "They have another photo, which stays; this one is not taken.",
    WarningKind.NAME_MADE_UP: "The card has no name to show; it was made of the {detail}.",
    WarningKind.DATE_AS_TEXT: "A date could not be read and is kept as text: {detail}",
}

_FIELDS = {
    Field.NAME: "Name",
    Field.ORGANISATION: "Organisation",
    Field.TITLE: "Title",
    Field.NOTE: "Note",
    Field.TAG: "Tag",
    Field.VALUE: "Value",
    Field.ASSET: "Can offer",
    Field.NEED: "Need",
    Field.BIND: "In a bind",
    Field.MATTER: "Matter",
    Field.EXCHANGE: "Exchange",
    Field.SENT: "You wrote",
    Field.EMAIL: "E-mail",
    Field.TELEPHONE: "Telephone",
    Field.ADDRESS: "Address",
    Field.LINK: "Link",
    Field.OCCASION: "Date",
    Field.OTHER: "Other",
}

_KINDS = {
    OpportunityKind.ITEM: "Item",
    OpportunityKind.LINK: "Link",
    OpportunityKind.KNOWLEDGE: "Knowledge",
    OpportunityKind.JOB: "Job",
    OpportunityKind.EVENT: "Event",
}

_STATES = {
    OpportunityState.NEW: "new",
    OpportunityState.ASK_THE_GIVER: "ask the giver",
    OpportunityState.READY: "ready",
    OpportunityState.PASSED: "passed",
    OpportunityState.CLOSED: "closed",
    OpportunityState.EXPIRED: "expired",
}


_BACKUPS = {
    BackupKind.DAILY: "daily",
    BackupKind.BY_HAND: "by hand",
    BackupKind.BEFORE_RESTORE: "before a restore",
    BackupKind.BEFORE_UPGRADE: "before an update",
    BackupKind.DAMAGED: "damaged, set aside",
    BackupKind.OTHER: "put there by hand",
}


_CAUTIONS = {
    CautionKind.AVERSION: "would rather not",
    CautionKind.NO_LONGER: "no longer",
    CautionKind.HAS_IT: "already has it",
    CautionKind.SAID_NO: "you said no to something like it",
}

_ANSWERS = {
    SuggestionAnswer.NOT_INTERESTED: "you said “not interested” of something like it",
    SuggestionAnswer.NOT_NOW: "you said “not now” of something like it",
    SuggestionAnswer.WRONG_INFORMATION: "you said that what is noted is wrong",
    SuggestionAnswer.ALREADY_HAS_IT: "you said “already has it” of something like it",
}


def people(count: int) -> str:
    """Return ``1 person`` or ``1,284 people``."""
    return "1 person" if count == 1 else f"{count:,} people"


def action_name(action: Action) -> str:
    """Return what a step of undo is called."""
    if not action.subject and action.kind in _OWN_BIND:
        return _OWN_BIND[action.kind][0]
    subject = action.subject or people(action.count)
    return _ACTIONS[action.kind].format(subject=subject, count=people(action.count))


def action_done(action: Action) -> str:
    """Return what was just done, for the note that offers to take it back."""
    if not action.subject and action.kind in _OWN_BIND:
        return _OWN_BIND[action.kind][1]
    subject = action.subject or people(action.count)
    return _DONE[action.kind].format(subject=subject, count=people(action.count))


def rejection(why: Rejection, detail: str = "") -> str:
    """Return why a card was not taken, as the end of a sentence."""
    if why is Rejection.QUOTE_NOT_CLOSED:
        return f"the quotation mark in line {detail} is never closed"
    if detail.endswith("."):  # it says everything itself
        return detail.rstrip(".")
    return f"{_REJECTIONS[why]}: {detail}" if detail else _REJECTIONS[why]


def warning(told: CardWarning) -> str:
    """Return what was guessed or mended, as a sentence."""
    return _WARNINGS[told.kind].format(detail=told.detail)


def field_name(field: Field) -> str:
    """Return the name of a field."""
    return _FIELDS[field]


def strength(how: Strength) -> str:
    """Return how well somebody fits."""
    return how.value.replace("_", " ")


def caution(against: Caution) -> str:
    """Return what speaks against somebody: ``but: “allergic to cats”``."""
    if against.answer is not None:
        return f"but: {_ANSWERS[against.answer]}"
    said = f": “{against.matched.line.text}”" if against.matched else ""
    return f"but {_CAUTIONS[against.kind]}{said}"


def kind(of: OpportunityKind) -> str:
    """Return the name of a kind of opportunity."""
    return _KINDS[of]


def state(of: OpportunityState) -> str:
    """Return how far an opportunity has come."""
    return _STATES[of]


def day(when: date) -> str:
    """Return a day as ``2 Oct 2026``."""
    return f"{when.day} {short_month(when)} {when.year}"


def moment(when: datetime, today: date) -> str:
    """Return ``today 09:12``, ``yesterday 09:12`` or ``2 Oct 2026 09:12``, in local time."""
    here = when.astimezone()
    days = (today - here.date()).days
    name = {0: "today", 1: "yesterday"}.get(days) or day(here.date())
    return f"{name} {here:%H:%M}"


def backup(taken: Backup) -> str:
    """Return what a backup is: ``daily, 1,284 people, 3.4 MB``."""
    inside = "cannot be read" if taken.people is None else people(taken.people)
    return f"{_BACKUPS[taken.kind]}, {inside}, {size(taken.size)}"


def size(count: int) -> str:
    """Return a number of bytes as a person reads it: ``640 kB``, ``3.4 MB``."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)):,} kB"
    return f"{count / 1_000_000:,.1f} MB"


def place(line: Line) -> str:
    """Return where a line stands: ``note, 2 Oct 2026``."""
    name = _FIELDS[line.field].lower()
    return f"{name}, {day(line.day)}" if line.day else name


def report(done: ImportReport) -> str:
    """Return what an import did; every card is counted once."""
    return (
        f"{done.added:,} added, {done.updated:,} updated, {done.unchanged:,} unchanged, "
        f"{done.rejected:,} rejected ({done.total:,} in the file)"
    )
