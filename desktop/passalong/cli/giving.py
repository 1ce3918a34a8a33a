"""The verbs about giving: capture, inbox, suggest, giver, pass, check."""

from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import words
from passalong.cli.clock import now_of
from passalong.cli.helping import note_plea
from passalong.cli.letters import letter_object, print_letter, released
from passalong.cli.opening import opened, opened_for_ranking
from passalong.cli.printing import Printer
from passalong.cli.showing import (
    answer_object,
    opportunity_object,
    opportunity_text,
)
from passalong.cli.suggested import print_suggested
from passalong.domain import gate
from passalong.domain.captured import url_in
from passalong.domain.exchange import Carried, Channel
from passalong.domain.links import url_key
from passalong.domain.message import Parts
from passalong.domain.opportunity import (
    GiverState,
    OpportunityKind,
    Rating,
    Sharing,
)
from passalong.domain.quick_line import parse_plea
from passalong.domain.source import Source
from passalong.errors import Trouble
from passalong.services import capturing, composing, opportunities, outgoing, people, suggestions
from passalong.services.outcome import Outcome, perform
from passalong.services.outgoing import Outgoing
from passalong.words import gate as gate_words


def capture(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Put something into the inbox, or note the bind a line tells of; print what it became."""
    line = " ".join(chosen.text)
    if chosen.kind is None and chosen.file is None and parse_plea(line) is not None:
        note_plea(line, chosen, folder, printer)
        return
    with opened(folder) as database:
        source = None
        if chosen.file:
            with database.reading() as session:
                source = capturing.understand_file(session, Path(chosen.file))
        number = perform(database, partial(_captured, chosen=chosen, source=source)).value
        with database.reading() as session:
            item = opportunities.opportunity(session, number, now_of(chosen))
    text = f"Captured “{item.title}” ({number}). See “passalong suggest {number}”."
    printer.answer(opportunity_object(item), text)
    if source is not None and source.is_cut and not chosen.text:
        printer.say_aside("Only the beginning of its text was taken; the file is kept with it.")


def _captured(session: Session, chosen: Namespace, source: Source | None) -> Outcome[int]:
    text = " ".join(chosen.text) or (source.text if source else "")
    giver_id = people.resolve(session, chosen.giver) if chosen.giver else None
    sharing, subject = _sharing(chosen)
    kind = OpportunityKind(chosen.kind) if chosen.kind else None
    return opportunities.capture(
        session,
        text,
        now_of(chosen),
        kind or (source.kind if source else None),
        chosen.title or (source.title if source else ""),
        giver_id=giver_id or (source.giver_id if source else None),
        quantity=chosen.quantity,
        expires_on=chosen.expires,
        sharing=sharing,
        sharing_subject=subject,
        rating=Rating.NICE if chosen.nice else Rating.GREAT,
        commentary=chosen.commentary,
        attachment=source.attachment if source else None,
    )


def _sharing(chosen: Namespace) -> tuple[Sharing, str]:
    if chosen.only_field:
        return Sharing.SAME_FIELD, chosen.only_field
    if chosen.not_at:
        return Sharing.NOT_AT, chosen.not_at
    return (Sharing.CONFIDENTIAL if chosen.confidential else Sharing.ANYONE), ""


def inbox(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """List what is worth giving."""
    now = now_of(chosen)
    with opened(folder) as database, database.reading() as session:
        if chosen.all:
            found = opportunities.everything(session, now)
        else:
            found = opportunities.inbox(session, now)
    for item in found:
        printer.answer(opportunity_object(item), opportunity_text(item))
    if not found and not printer.as_json:
        printer.say_aside("Your inbox is empty. Try “passalong capture TEXT”.")


def suggest(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Say whom something may be for, and who must wait."""
    now = now_of(chosen)
    if chosen.text is not None and not chosen.text.strip():
        raise Trouble("There is no text.", "Say after --text what it is that you could give.")
    with opened_for_ranking(folder, printer) as database, database.reading() as session:
        if chosen.text is None:
            number = opportunities.resolve(session, chosen.id)
            found = suggestions.suggest(session, number, now, chosen.limit)
        else:
            found = suggestions.suggest_for_text(session, chosen.text, now, chosen.limit)
    print_suggested(found, chosen, printer)


def giver(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Note what the giver of a thing knows."""
    state = GiverState(chosen.state.replace("-", "_"))

    def change(session: Session) -> Outcome[int]:
        number = opportunities.resolve(session, chosen.id)
        return opportunities.set_giver_state(session, number, state, now_of(chosen))

    with opened(folder) as database:
        number = perform(database, change).value
        with database.reading() as session:
            item = opportunities.opportunity(session, number, now_of(chosen))
    text = f"“{item.title}” is {words.state(item.state)} ({item.giver_name}: {chosen.state})."
    printer.answer(opportunity_object(item), text)


def pass_along(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Print the message that passes a thing along, or record that it was sent."""
    now = now_of(chosen)
    with opened(folder) as database:
        with database.reading() as session:
            person_id = people.resolve(session, chosen.person)
            number = opportunities.resolve(session, chosen.id)
            message = _message(session, chosen, person_id, number)
            answer, letter = released(session, message, now)
        if chosen.sent:
            perform(database, partial(outgoing.record_sent, outgoing=message, now=now))
        with database.reading() as session:
            item = opportunities.opportunity(session, number, now)
    found = {
        **answer_object(answer, now),
        "recorded": chosen.sent,
        **letter_object(letter),
        "opportunity": item.uid,
        "state": item.state.value,
        "passed": item.passed,
    }
    if chosen.sent:
        text = f"Recorded: “{item.title}” went to {letter.name}. It is {words.state(item.state)}."
        printer.answer(found, text)
        return
    print_letter(letter, answer, found, now, printer)


def _message(session: Session, chosen: Namespace, person_id: int, number: int) -> Outgoing:
    """Return the message as the composer begins it, with the words of the command line."""
    first = composing.compose(session, person_id, number, now_of(chosen)).outgoing
    parts = first.parts
    commentary = parts.commentary if chosen.commentary is None else chosen.commentary
    return replace(
        first,
        draft=replace(first.draft, purpose=chosen.purpose),
        parts=replace(
            parts,
            why=chosen.why or parts.why,
            commentary=commentary,
            ask=parts.ask if chosen.ask else "",
            news=parts.news if chosen.news else "",
            offer=parts.offer if chosen.offer else "",
        ),
        channel=Channel(chosen.channel),
    )


def check(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Ask the gate whether a message may leave, and print every reason."""
    now = now_of(chosen)
    with opened(folder) as database, database.reading() as session:
        person_id = people.resolve(session, chosen.person)
        number = opportunities.resolve(session, chosen.id) if chosen.id else None
        answer = outgoing.check(session, _checked(chosen, person_id, number), now)
    lines = [gate_words.verdict(answer)]
    lines += [f"- {gate_words.reason(why, now)}." for why in answer.reasons]
    printer.answer(answer_object(answer, now), "\n".join(lines))


def _checked(chosen: Namespace, person_id: int, number: int | None) -> Outgoing:
    carried = Carried(chosen.kind) if chosen.kind else Carried.NOTHING
    link = url_in(chosen.link) or chosen.link if chosen.link is not None else ""
    if chosen.link is not None:
        carried = Carried.LINK
    return Outgoing(
        gate.Draft(carried, url_key(link), purpose=chosen.purpose),
        person_id,
        number,
        Parts(
            value=link,
            commentary=chosen.commentary or "",
            why=chosen.why,
            offer="offer" if chosen.offer else "",
        ),
    )
