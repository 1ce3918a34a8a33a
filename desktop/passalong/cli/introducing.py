"""The verbs about bringing people together: introductions, introduce."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import words
from passalong.cli.clock import now_of
from passalong.cli.letters import refused
from passalong.cli.opening import opened, opened_for_ranking
from passalong.cli.printing import Printer
from passalong.cli.showing import answer_object, evidence_object, evidence_text, local
from passalong.cli.suggested import basis_object, damage_of
from passalong.domain import gate
from passalong.domain.introduction import (
    Introduction,
    Meeting,
    NextStep,
    Pair,
    Side,
    StepKind,
    next_step,
    outcome_due_at,
)
from passalong.domain.message import Letter
from passalong.domain.outgoing import Outgoing
from passalong.errors import Trouble
from passalong.services import binds, introducing, introductions, outgoing, pairing, people
from passalong.services.introductions import Which
from passalong.services.outcome import Outcome, perform
from passalong.services.outgoing import Blocked
from passalong.words import gate as gate_words
from passalong.words import introducing as introducing_words

_Change = Callable[[Session], Outcome[int]]


@dataclass(frozen=True, slots=True)
class _Next:
    """How an introduction stands, and the letter that comes next, if one does."""

    about: Introduction
    message: Outgoing | None = None
    answer: gate.Answer | None = None
    letter: Letter | None = None


def list_introductions(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """List introductions, those whose outcome is due first; then who could help whom."""
    now = now_of(chosen)
    with opened_for_ranking(folder, printer) as database, database.reading() as session:
        which = Which.ALL if chosen.all else Which.RUNNING
        running = introductions.introductions(session, now, which)
        pairs = introductions.pairs(session, now, chosen.pairs) if chosen.pairs else []
        basis = pairing.basis(session) if chosen.pairs else None
    for each in running:
        printer.answer(introduction_object(each, now), introduction_text(each, now))
    for pair in pairs:
        printer.answer({**pair_object(pair), **basis_object(basis)}, pair_text(pair))
    if not running and not pairs and not printer.as_json:
        printer.say_aside("Nobody's open need meets what somebody else can offer.")
    if not printer.as_json and (damage := damage_of(basis)):
        printer.say_aside(damage)


def introduce(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Begin an introduction or go on with it, and print the letter that comes next."""
    now = now_of(chosen)
    with opened(folder) as database:
        if chosen.sent:
            try:
                number = perform(database, lambda session: _sent(session, chosen, now)).value
            except Blocked as blocked:
                raise refused(blocked, now) from blocked
        else:
            number = perform(database, lambda session: _changed(session, chosen, now)).value
        with database.reading() as session:
            found = _next(session, chosen, introductions.introduction(session, number), now)
    printer.answer(_next_object(found, now, recorded=chosen.sent), _next_text(found, now))
    if found.letter is not None and not printer.as_json:
        printer.say_aside("Nothing is recorded yet; say --sent once it is sent.")


def _changed(session: Session, chosen: Namespace, now: datetime) -> Outcome[int]:
    """Begin the introduction if there is none, change what was said, or note what became of it."""
    a_id, b_id = people.resolve(session, chosen.a), people.resolve(session, chosen.b)
    if chosen.not_these_two:
        return introductions.decline(session, a_id, b_id, now)
    if chosen.know_each_other:
        return introductions.know_each_other(session, a_id, b_id, now)
    about = introductions.between(session, a_id, b_id)
    if about is None:
        begun = _begun(session, chosen, a_id, b_id, now)
        about = introductions.introduction(session, begun.value)
        became = _became(session, chosen, about, now) or Outcome(begun.value)
        return Outcome(begun.value, begun.changed | became.changed, became.action or begun.action)
    return _became(session, chosen, about, now) or _edited(session, chosen, about, a_id, now)


def _begun(
    session: Session, chosen: Namespace, a_id: int, b_id: int, now: datetime
) -> Outcome[int]:
    goes_on = (chosen.yes, chosen.no, chosen.introduced, chosen.met, chosen.outcome)
    if any((*goes_on, chosen.ask_later, chosen.thanked)) and not chosen.a_gets + chosen.b_gets:
        raise Trouble(
            "No introduction of these two was begun.", "Begin it with --a-gets and --b-gets."
        )
    return introductions.begin(
        session,
        a_id,
        b_id,
        now,
        a_gets=chosen.a_gets,
        b_gets=chosen.b_gets,
        bind_id=binds.resolve(session, chosen.bind) if chosen.bind else None,
    )


def _edited(
    session: Session, chosen: Namespace, about: Introduction, a_id: int, now: datetime
) -> Outcome[int]:
    if not chosen.a_gets and not chosen.b_gets:
        return Outcome(about.id)
    said = (
        chosen.a_gets or about.gets(a_id),
        chosen.b_gets or about.gets(about.other(a_id).person_id),
    )
    a_gets, b_gets = said if about.a.person_id == a_id else said[::-1]
    return introductions.edit(session, about.id, now, a_gets=a_gets, b_gets=b_gets)


def _became(
    session: Session, chosen: Namespace, about: Introduction, now: datetime
) -> Outcome[int] | None:
    """Note what became of an introduction; None if nothing is said of it."""
    if chosen.yes or chosen.no:
        person_id = people.resolve(session, chosen.yes or chosen.no)
        return introductions.answer(session, about.id, person_id, bool(chosen.yes), now)
    if chosen.introduced:
        return introductions.mark_introduced(session, about.id, now)
    if chosen.met:
        return introductions.mark_met(session, about.id, now)
    if chosen.outcome or chosen.ask_later:
        text, later = chosen.outcome or "", chosen.ask_later
        return introductions.set_outcome(session, about.id, text, now, later=later)
    if chosen.thanked:
        return introductions.mark_thanked(session, about.id, now)
    return None


def _sent(session: Session, chosen: Namespace, now: datetime) -> Outcome[int]:
    """Record that the letter that comes next was sent, all in one step."""
    number = _changed(session, chosen, now).value
    about = introductions.introduction(session, number)
    message = _message(session, chosen, about)
    if message is None:
        raise Trouble("There is no letter to send now.", "Look at “passalong introductions”.")
    outcome = outgoing.record_sent(session, message, now)
    return Outcome(number, outcome.changed, outcome.action)


def _next(session: Session, chosen: Namespace, about: Introduction, now: datetime) -> _Next:
    message = None if chosen.sent else _message(session, chosen, about)
    if message is None:
        return _Next(about)
    answer = outgoing.check(session, message, now)
    if answer.verdict is gate.Verdict.BLOCK:
        return _Next(about, message, answer)
    return _Next(about, message, answer, outgoing.release(session, message, now))


def _message(session: Session, chosen: Namespace, about: Introduction) -> Outgoing | None:
    """Return the letter that comes next; None where it is the others' turn, or it has ended."""
    step = next_step(about)
    if step is None:
        return None
    asking = step.kind in (StepKind.ASK, StepKind.AWAIT)
    if step.kind is StepKind.INTRODUCE or (asking and chosen.without_asking):
        return introducing.introduction_letter(session, about.id)
    if step.kind is StepKind.ASK and step.side is not None:
        return introducing.question_letter(session, about.id, step.side.person_id)
    if step.kind is StepKind.THANK:
        return introducing.thanks_letter(session, about.id)
    return None


def pair_object(pair: Pair) -> dict[str, object]:
    """Return two people who could help each other, with both reasons."""
    return {
        "kind": "pair",
        "a": _side_object(pair.a),
        "b": _side_object(pair.b),
        "mutual": pair.is_mutual,
        "b_helps_a": _meeting_object(pair.b_helps_a),
        "a_helps_b": _meeting_object(pair.a_helps_b),
    }


def pair_text(pair: Pair) -> str:
    """Return two people who could help each other, and why, on three lines at most."""
    lines = [f"{pair.a.name} – {pair.b.name}" + ("  (mutual)" if pair.is_mutual else "")]
    for who, meeting in ((pair.a, pair.b_helps_a), (pair.b, pair.a_helps_b)):
        if meeting is not None:
            how = words.strength(meeting.strength)
            reasons = f"{evidence_text(meeting.need)}; {evidence_text(meeting.asset)}"
            lines.append(f"        for {who.name} ({how}): {reasons}")
    return "\n".join(lines)


def introduction_object(about: Introduction, now: datetime) -> dict[str, object]:
    """Return an introduction and how far it has come."""
    due = outcome_due_at(about)
    step = next_step(about)
    return {
        "kind": "introduction",
        "id": about.uid,
        "number": about.id,
        "a": _side_object(about.a),
        "b": _side_object(about.b),
        "stage": about.stage.value,
        "a_gets": about.a_gets,
        "b_gets": about.b_gets,
        "bind_number": about.bind_id,
        "began_at": local(about.began_at),
        "introduced_at": local(about.introduced_at),
        "outcome": about.outcome,
        "outcome_due_at": local(due),
        "outcome_is_due": due is not None and due <= now,
        "thanked": about.is_thanked,
        "questions": [
            {
                "person": _side_of(about, asked.person_id).person_uid,
                "asked_at": local(asked.at),
                "answer": asked.answer.value,
            }
            for asked in about.questions
        ],
        "next": _step_object(step),
    }


def introduction_text(about: Introduction, now: datetime) -> str:
    """Return an introduction, how far it has come and what comes next, as one line."""
    a, b = about.a.name, about.b.name
    told = introducing_words.stage(about.stage, a, b)
    if about.outcome:
        told += f": {about.outcome}"
    if (step := next_step(about)) is not None:
        told += f"; next: {introducing_words.step(step, now)}"
    return f"{about.id:>6}  {a} – {b}  ({told})"


def _side_of(about: Introduction, person_id: int) -> Side:
    return about.a if person_id == about.a.person_id else about.b


def _side_object(side: Side) -> dict[str, object]:
    return {
        "id": side.person_uid,
        "number": side.person_id,
        "name": side.name,
        "open_to_introductions": side.is_open,
    }


def _meeting_object(meeting: Meeting | None) -> dict[str, object] | None:
    if meeting is None:
        return None
    return {
        "need": evidence_object(meeting.need),
        "asset": evidence_object(meeting.asset),
        "strength": meeting.strength.value,
        "bind_number": meeting.bind_id,
    }


def _step_object(step: NextStep | None) -> dict[str, object] | None:
    if step is None:
        return None
    person = step.side.person_uid if step.side else None
    return {"step": step.kind.value, "person": person, "since": local(step.since)}


def _next_object(found: _Next, now: datetime, *, recorded: bool) -> dict[str, object]:
    letter = found.letter
    return {
        **introduction_object(found.about, now),
        **(answer_object(found.answer, now) if found.answer else {}),
        "recorded": recorded,
        "letter": None
        if letter is None
        else {
            "to": [{"name": to.name, "address": to.address} for to in letter.addressees],
            "subject": letter.subject,
            "text": letter.text,
            "mailto": letter.mailto,
            "too_long": letter.too_long,
        },
    }


def _next_text(found: _Next, now: datetime) -> str:
    lines = [introduction_text(found.about, now)]
    if found.answer is not None:
        lines += [f"- {gate_words.reason(why, now)}." for why in found.answer.reasons]
    if found.letter is not None:
        to = [
            f"{to.name} <{to.address}>" if to.address else to.name for to in found.letter.addressees
        ]
        subject = f"Subject: {found.letter.subject}"
        lines += ["", f"To: {', '.join(to)}", subject, "", found.letter.text, ""]
    return "\n".join(lines)
