"""The verb by which the user asks for help: ask, and what follows."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from passalong.cli.clock import now_of
from passalong.cli.helping import bind_object, bind_text, day_of
from passalong.cli.letters import letter_object, print_letter, released
from passalong.cli.opening import opened, opened_for_ranking
from passalong.cli.printing import Printer
from passalong.cli.showing import answer_object, evidence_object, evidence_text, local
from passalong.cli.suggested import basis_object, damage_of
from passalong.domain import gate
from passalong.domain.asking import CanHelp, Request, RequestState, Sunk
from passalong.domain.bind import Bind
from passalong.domain.day_words import split_day
from passalong.domain.exchange import Channel
from passalong.domain.message import Letter
from passalong.domain.outgoing import Outgoing
from passalong.errors import Trouble
from passalong.services import asking, asking_letters, binds, outgoing, people
from passalong.services.asking import Ranking
from passalong.services.outcome import Outcome, perform
from passalong.store.database import Database
from passalong.words import asking as asking_words
from passalong.words import gate as gate_words


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a bind of the user's own stands."""

    bind: Bind
    requests: list[Request]
    ranking: Ranking | None  # of an open one
    next_wave_at: datetime | None
    may_begin_wave: bool


def ask(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Ask for help, or go on with it as the options say."""
    _refuse_what_does_not_fit(chosen)
    if chosen.to or chosen.tell:
        _write(chosen, folder, printer)
        return
    with opened_for_ranking(folder, printer) as database:
        if chosen.show:
            with database.reading() as session:
                number = binds.resolve(session, " ".join(chosen.text))
        else:
            number = perform(database, partial(_changed, chosen=chosen)).value
        found = _standing(database, number, now_of(chosen))
    _print_standing(found, chosen, printer)


def _refuse_what_does_not_fit(chosen: Namespace) -> None:
    """Say of options that go with others what they go with, instead of leaving them unheard."""
    goes_on = chosen.show or chosen.wave or chosen.to or chosen.solved or chosen.tell
    for given, fits, said in (
        (chosen.answer, chosen.to, "--answer goes with --to PERSON."),
        (chosen.helped, chosen.solved, "--helped goes with --solved."),
        (chosen.early, chosen.wave, "--early goes with --wave."),
        (chosen.sent, chosen.to or chosen.tell, "--sent goes with --to or --tell."),
        (chosen.by or chosen.would_count or chosen.urgent, not goes_on, "It is noted already."),
    ):
        if given and not fits:
            raise Trouble(said, "“passalong ask --help” shows what goes together.")


def _changed(session: Session, chosen: Namespace) -> Outcome[int]:
    now, text = now_of(chosen), " ".join(chosen.text)
    if chosen.wave:
        number = binds.resolve(session, text)
        begun = asking.begin_wave(session, number, now, early=chosen.early)
        return Outcome(number, begun.changed, begun.action)
    if chosen.solved:
        return solved_mine(session, binds.resolve(session, text), chosen.helped, now)
    needed_by = day_of(chosen.by, now.date()) if chosen.by else None
    if needed_by is None:
        text, needed_by = split_day(text, now.date())
    return asking.ask_for_help(
        session,
        text,
        now,
        needed_by=needed_by,
        would_count=chosen.would_count,
        urgent=chosen.urgent,
    )


def solved_mine(
    session: Session, bind_id: int, names: Sequence[str], now: datetime
) -> Outcome[int]:
    """Solve a bind of the user's own: who is named helped, and who is said to have before."""
    before = [
        one.person_id
        for one in asking.requests(session, bind_id)
        if one.state is RequestState.HELPED
    ]
    named = [people.resolve(session, name) for name in names]
    return asking.solve_mine(session, bind_id, now, [*before, *named])


def _standing(database: Database, number: int, now: datetime) -> _Standing:
    with database.reading() as session:
        bind = asking.own_bind(session, number)
        return _Standing(
            bind,
            asking.requests(session, number),
            asking.ranked(session, number, now) if bind.is_open else None,
            asking.next_wave_at(session, number) if bind.is_open else None,
            asking.may_begin_wave(session, number, now),
        )


def _write(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Print the message to one person, record that it was sent, or note what came of it."""
    now = now_of(chosen)
    with opened(folder) as database:
        request = perform(database, partial(_request, chosen=chosen, now=now)).value
        if chosen.answer:
            state = RequestState(chosen.answer)
            perform(database, partial(asking.set_answer, request_id=request, state=state, now=now))
            with database.reading() as session:
                found = asking.request(session, request)
            printer.answer(request_object(found), request_text(found, now).lstrip())
            return
        message, answer, letter = _released(database, request, chosen, now)
        if chosen.sent:
            perform(database, partial(outgoing.record_sent, outgoing=message, now=now))
        with database.reading() as session:
            found = asking.request(session, request)
    told = {
        **answer_object(answer, now),
        "recorded": chosen.sent,
        "request": request_object(found),
        **letter_object(letter),
    }
    if chosen.sent:
        printer.answer(told, f"Recorded: {request_text(found, now).lstrip()}")
        return
    print_letter(letter, answer, told, now, printer)


def _request(session: Session, chosen: Namespace, now: datetime) -> Outcome[int]:
    """Return the request to a person; who is in no wave yet joins the last one."""
    bind_id = asking.own_bind(session, binds.resolve(session, " ".join(chosen.text))).id
    person_id = people.resolve(session, chosen.to or chosen.tell)
    for request in asking.requests(session, bind_id):
        if request.person_id == person_id:
            return Outcome(request.id)
    if chosen.tell:
        raise Trouble("They were not asked for help with this.", "There is nothing to tell them.")
    return asking.ask_also(session, bind_id, person_id, now)


def _released(
    database: Database, request_id: int, chosen: Namespace, now: datetime
) -> tuple[Outgoing, gate.Answer, Letter]:
    written = asking_letters.ask_letter if chosen.to else asking_letters.solved_letter
    with database.reading() as session:
        first = written(session, request_id)
        parts = replace(first.parts, why=chosen.why or first.parts.why)
        message = replace(first, parts=parts, channel=Channel(chosen.channel))
        return message, *released(session, message, now)


def _print_standing(found: _Standing, chosen: Namespace, printer: Printer) -> None:
    now = now_of(chosen)
    if printer.as_json:
        printer.answer(_standing_object(found, chosen.limit, now), "")
        return
    lines = [bind_text(found.bind)]
    ranking = found.ranking
    why = {person.person_id: person for person in ranking.asked} if ranking else {}
    wave = 0
    for request in found.requests:
        if request.wave != wave:
            wave = request.wave
            lines.append(f"Wave {wave}:")
        lines.append(request_text(request, now, why.get(request.person_id)))
    if ranking is not None and ranking.people:
        lines.append("Whom to ask next:")
        lines += [person_text(person, now) for person in ranking.people[: chosen.limit]]
    if ranking is not None and ranking.sunk:
        lines.append("Not now:")
        lines += [sunk_text(sunk, now) for sunk in ranking.sunk[: chosen.limit]]
    printer.answer({}, "\n".join(lines))
    if damage := damage_of(ranking.basis if ranking else None):
        printer.say_aside(damage)
    printer.say_aside(_what_next(found, now))


def _what_next(found: _Standing, now: datetime) -> str:
    number = found.bind.id
    if not found.bind.is_open:
        return still_to_hear(number, found.requests)
    if found.ranking is None or not (found.requests or found.ranking.people):
        return "There is nobody to ask yet: note what people can offer."
    if found.next_wave_at is not None and not found.may_begin_wave:
        return f"{asking_words.wave_at(found.next_wave_at, now)}."
    if found.may_begin_wave:
        return f"“passalong ask {number} --wave” begins the next wave."
    return f"“passalong ask {number} --to PERSON” writes to each of them."


def still_to_hear(number: int, requests: Sequence[Request]) -> str:
    """Return who is still to be thanked, or told that a bind of the user's own is solved."""
    to_tell = [
        f"{one.person_name} (thanks)" if one.state is RequestState.HELPED else one.person_name
        for one in requests
        if one.wants_word
    ]
    if not to_tell:
        return "Everybody has heard."
    return f"Still to hear: {', '.join(to_tell)}. “passalong ask {number} --tell PERSON”."


def _standing_object(found: _Standing, limit: int, now: datetime) -> dict[str, object]:
    ranking = found.ranking
    people_ = ranking.people[:limit] if ranking else ()
    asked = {person.person_id: person for person in ranking.asked} if ranking else {}
    sunk = ranking.sunk[:limit] if ranking else ()
    return {
        "bind": bind_object(found.bind),
        "requests": [
            {**request_object(request), **_why_object(asked.get(request.person_id), now)}
            for request in found.requests
        ],
        "next_wave_at": local(found.next_wave_at),
        "may_begin_wave": found.may_begin_wave,
        "people": [person_object(person, now) for person in people_],
        "sunk": [sunk_object(each, now) for each in sunk],
        "nobody_obvious": ranking.nobody_obvious if ranking else None,
        "searched": ranking.searched if ranking else None,
        **basis_object(ranking.basis if ranking else None),
    }


def request_object(request: Request) -> dict[str, object]:
    """Return somebody whom the user asks or means to ask."""
    return {
        "number": request.id,
        "person": {
            "id": request.person_uid,
            "number": request.person_id,
            "name": request.person_name,
        },
        "wave": request.wave,
        "state": request.state.value,
        "asked_at": local(request.asked_at),
        "is_told": request.is_told,
        "wants_word": request.wants_word,
    }


def request_text(request: Request, now: datetime, person: CanHelp | None = None) -> str:
    """Return somebody whom the user asks as one line, with why if it is known."""
    told = asking_words.request_state(request.state)
    if request.asked_at is not None:
        told += f", {gate_words.moment(request.asked_at, now)}"
    if request.is_told:
        told += ", knows that it is solved"
    why = f"  {_why(person, now)}" if person is not None else ""
    return f"        {request.person_name}  ({told}){why}"


def person_object(person: CanHelp, now: datetime) -> dict[str, object]:
    """Return somebody to ask, with what speaks for it; what was given is for the user alone."""
    return {
        "id": person.person_uid,
        "number": person.person_id,
        "name": person.name,
        "headline": person.headline,
        **_why_object(person, now),
    }


def _why_object(person: CanHelp | None, now: datetime) -> dict[str, object]:
    if person is None:
        return {}
    standing = person.standing
    return {
        "strength": standing.strength.value if standing.strength else None,
        "reasons": [
            {"kind": kind.value, "text": asking_words.reason(kind, standing, now)}
            for kind in person.reasons
        ],
        "evidence": [evidence_object(matched) for matched in person.evidence],
        "given": standing.given,
        "received": standing.received,
        "last_contact": local(standing.met_at),
    }


def person_text(person: CanHelp, now: datetime) -> str:
    """Return somebody to ask as one line."""
    return f"        {person.name}  {_why(person, now)}"


def _why(person: CanHelp, now: datetime) -> str:
    why = [asking_words.reason(kind, person.standing, now) for kind in person.reasons]
    why += [evidence_text(matched) for matched in person.evidence[:1]]
    return "; ".join(why)


def sunk_object(sunk: Sunk, now: datetime) -> dict[str, object]:
    """Return somebody who is not to be asked now, and why."""
    return {
        **person_object(sunk.person, now),
        "free_at": local(sunk.free_at),
        "why": [
            {
                "kind": why.kind.value,
                "since": local(why.since),
                "free_at": local(why.free_at),
                "text": asking_words.sink(why, now),
            }
            for why in sunk.why
        ],
    }


def sunk_text(sunk: Sunk, now: datetime) -> str:
    """Return somebody who is not to be asked now as one line."""
    why = "; ".join(asking_words.sink(each, now) for each in sunk.why)
    return f"        {sunk.person.name}  ({why})"
