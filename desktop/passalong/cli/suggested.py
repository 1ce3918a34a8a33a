"""People who fit, and who must wait, as the verbs print them."""

from argparse import Namespace

from passalong.cli.clock import now_of
from passalong.cli.printing import Printer
from passalong.cli.showing import (
    held_back_object,
    held_back_text,
    suggestion_object,
    suggestion_text,
)
from passalong.domain.opportunity import Strength
from passalong.services.suggestions import Basis, Suggested, Withheld

_WITHHELD = {
    Withheld.CONFIDENTIAL: "It is confidential: it is for nobody else.",
    Withheld.SHELF: "It is nice, not great: it stays on the shelf.",
    Withheld.USED_UP: "It is given away.",
    Withheld.EXPIRED: "It has ended.",
    Withheld.JUST_LISTEN: "Listening is what helps; nobody is looked for.",
}

_DAMAGE = (
    "The word vectors are missing or damaged: compared by words only. Install Passalong again."
)


def print_suggested(found: Suggested, chosen: Namespace, printer: Printer) -> None:
    """Print who fits; for people also who must wait, and what there is to say about it."""
    now = now_of(chosen)
    fitting = [one for one in found.people if one.strength is not Strength.NOBODY_OBVIOUS]
    for suggestion in found.people if printer.as_json else fitting or found.people:
        facts = {**suggestion_object(suggestion), **basis_object(found.basis)}
        printer.answer(facts, suggestion_text(suggestion))
    if not printer.as_json or chosen.held_back:
        for held in found.held_back:
            printer.answer(
                {**held_back_object(held), **basis_object(found.basis)}, held_back_text(held, now)
            )
    if not printer.as_json and (told := _told_of(found)):
        printer.say_aside(told)


def _told_of(found: Suggested) -> str:
    if found.withheld is not None:
        return _WITHHELD[found.withheld]
    if not found.people and not found.held_back:
        return _with_basis("Nobody obvious: nothing you noted about anybody fits it.", found)
    if not found.people:
        return _with_basis("Nobody else is obvious.", found)
    weak = all(person.strength is Strength.NOBODY_OBVIOUS for person in found.people)
    return _with_basis("Nobody obvious: these come nearest." if weak else "", found)


def basis_object(basis: Basis | None) -> dict[str, object]:
    """Return what people were compared by, and a note where that is less than it should be."""
    if basis is None:
        return {"basis": None, "note": None}
    by_meaning = basis is Basis.MEANING
    return {"basis": "meaning" if by_meaning else "words", "note": damage_of(basis) or None}


def damage_of(basis: Basis | None) -> str:
    """Return what to say of word vectors that cannot be used; nothing where they can."""
    return _DAMAGE if basis is Basis.WORDS_FOR_DAMAGE else ""


def _with_basis(told: str, found: Suggested) -> str:
    return f"{told} {damage_of(found.basis)}".strip()
