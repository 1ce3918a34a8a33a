"""What a preview of an import says, in words.

Shared by the list that is painted, the panel beside it and what a screen
reader speaks, so that all three say the same.
"""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from passalong import words
from passalong.domain.proposal import Choice, ImportReport, LineOutcome, ProposedLine
from passalong.ui.figures import number
from passalong.ui.imports.decisions import Decision, Fate, Part

_ADDITIONS_SHOWN = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("imports", text)


def outcome(line: ProposedLine) -> str:
    """Say in one line what was found out about a card."""
    match line.outcome:
        case LineOutcome.NEW:
            return _tr("New")
        case LineOutcome.SAME:
            return _tr("Same as {person}: adds {what}").format(
                person=line.people[0].name, what=additions(line)
            )
        case LineOutcome.UNCHANGED:
            if not line.people:
                return _tr("Known, adds nothing")
            return _tr("Same as {person}, adds nothing").format(person=line.people[0].name)
        case LineOutcome.UNCLEAR:
            return _tr("Unclear: may be {people}").format(
                people=either([person.called for person in line.people])
            )
        case LineOutcome.REJECTED:
            return _tr("Rejected: {reason}").format(reason=rejection(line))


def nameless() -> str:
    """Say what stands for a name where a card has none."""
    return _tr("Card without a name")


def rejection(line: ProposedLine) -> str:
    """Say why a card cannot be taken."""
    return words.rejection(line.rejection, line.rejection_detail) if line.rejection else ""


def additions(line: ProposedLine) -> str:
    """Say what a card adds to somebody known, the first few things by name."""
    shown = [
        f"{words.field_name(addition.field).lower()} {' '.join(addition.text.split())[:60]}".strip()
        for addition in line.adds[:_ADDITIONS_SHOWN]
    ]
    more = len(line.adds) - len(shown)
    if more > 0:
        shown.append(_tr("{count} more").format(count=number(more)))
    return ", ".join(shown) or _tr("details")


def either(names: Sequence[str]) -> str:
    """Join names with commas and an "or"."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])


def decision(line: ProposedLine, decided: Decision | None) -> str:
    """Name what will be done with a card."""
    if decided is None:
        return ""
    match decided.choice:
        case Choice.ADD:
            return _tr("Add as new")
        case Choice.UPDATE if line.outcome is LineOutcome.UNCHANGED:
            return _tr("Nothing to add")
        case Choice.UPDATE:
            return _tr("Add to {person}").format(person=line.people[decided.person].called)
        case Choice.LEAVE_OUT:
            return _tr("Leave out")


def remarks(line: ProposedLine) -> list[str]:
    """Say what was guessed or mended while the card was read."""
    return [words.warning(warning) for warning in line.warnings]


def spoken(line: ProposedLine, decided: Decision | None) -> str:
    """Say a whole line, for a screen reader."""
    parts = [line.name or nameless(), outcome(line), decision(line, decided)]
    return ". ".join(part.rstrip(".") for part in [*parts, *remarks(line)] if part)


def part(name: Part, count: int) -> str:
    """Name a part of the import, with its number of cards."""
    text = {
        Part.ALL: _tr("All {count}"),
        Part.NEW: _tr("{count} new"),
        Part.SAME: _tr("{count} known, add something"),
        Part.UNCHANGED: _tr("{count} unchanged"),
        Part.UNCLEAR: _tr("{count} unclear"),
        Part.REJECTED: _tr("{count} rejected"),
        Part.WITH_REMARKS: _tr("{count} with remarks"),
    }[name]
    return text.format(count=number(count))


def plan(counts: dict[Fate, int]) -> str:
    """Say what *Import* will do."""
    text = {
        Fate.ADDED: _tr("{count} will be added"),
        Fate.UPDATED: _tr("{count} updated"),
        Fate.UNCHANGED: _tr("{count} unchanged"),
        Fate.REJECTED: _tr("{count} rejected"),
        Fate.LEFT_OUT: _tr("{count} left out"),
    }
    shown = [
        text[fate].format(count=number(count))
        for fate, count in counts.items()
        if count or fate is Fate.ADDED
    ]
    return " · ".join(shown)


def choice(chosen: Choice, of: Part) -> str:
    """Name what is to be done with many cards."""
    match chosen:
        case Choice.ADD:
            return _tr("Add as new")
        case Choice.UPDATE if of is Part.UNCLEAR:
            return _tr("Add to the likeliest person")
        case Choice.UPDATE if of is Part.UNCHANGED:
            return _tr("Leave them as they are")
        case Choice.UPDATE:
            return _tr("Add to the known person")
        case Choice.LEAVE_OUT:
            return _tr("Leave out")


def advice(of: Part) -> str:
    """Say what a choice for all cards of a part means, where that is not plain."""
    if of is Part.UNCLEAR:
        return _tr(
            "The likeliest is the first of the people named with a card. What went to the wrong "
            "one is hard to tell apart later: look at the cards where you are not sure."
        )
    return ""


def balance(report: ImportReport) -> str:
    """Say where every card went: in = added + updated + unchanged + rejected."""
    return _tr(
        "In {total} = {added} added + {updated} updated"
        " + {unchanged} unchanged + {rejected} rejected"
    ).format(
        total=number(report.total),
        added=number(report.added),
        updated=number(report.updated),
        unchanged=number(report.unchanged),
        rejected=number(report.rejected),
    )


def column(field: str) -> str:
    """Name what a column of a table may hold."""
    names = {
        "name": _tr("Whole name"),
        "given": _tr("First name"),
        "family": _tr("Last name"),
        "nickname": _tr("Nickname"),
        "email": _tr("E-mail"),
        "telephone": _tr("Telephone"),
        "organisation": _tr("Organisation"),
        "title": _tr("Title"),
        "street": _tr("Street"),
        "city": _tr("City"),
        "postcode": _tr("Postcode"),
        "country": _tr("Country"),
        "birthday": _tr("Birthday"),
        "url": _tr("Web page"),
        "tag": _tr("Tags"),
        "note": _tr("Note"),
        "value": _tr("Values (what they care about)"),
        "asset": _tr("Can offer"),
        "need": _tr("Needs"),
        "bind": _tr("In a bind"),
    }
    return names.get(field, field)


def title(paths: Sequence[str]) -> str:
    """Name an import by where its cards come from."""
    if not paths:
        return _tr("Import what was pasted")
    if len(paths) == 1:
        return _tr("Import “{name}”").format(name=PurePath(paths[0]).name)
    return _tr("Import {count} files").format(count=number(len(paths)))


def saved(count: int) -> str:
    """Say that cards were written to a file."""
    if count == 1:
        return _tr("1 card saved.")
    return _tr("{count} cards saved.").format(count=number(count))
