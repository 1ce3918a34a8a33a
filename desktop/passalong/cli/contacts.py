"""The verbs about what went between people: log, ledger, rest."""

from argparse import Namespace
from pathlib import Path

from sqlalchemy.orm import Session

from passalong.cli.clock import now_of
from passalong.cli.opening import opened
from passalong.cli.printing import Printer
from passalong.cli.showing import exchange_object, exchange_text
from passalong.domain.captured import url_in
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.services import ledger, people
from passalong.services.outcome import Outcome, perform
from passalong.words import ledger as ledger_words


def log(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Note a contact that has happened, or what somebody answered."""
    with opened(folder) as database:
        number = perform(database, lambda session: _logged(session, chosen)).value
        with database.reading() as session:
            (noted,) = ledger.exchanges(session, ids=[number])
    printer.answer(exchange_object(noted), f"Logged: {exchange_text(noted)}")


def _logged(session: Session, chosen: Namespace) -> Outcome[int]:
    person_id = people.resolve(session, chosen.person)
    now = now_of(chosen)
    text = " ".join(chosen.text)
    channel = Channel(chosen.channel)
    if chosen.reply:
        return ledger.record_reply(
            session,
            person_id,
            text,
            now,
            at=chosen.at,
            outcome=WhatCame(chosen.outcome or WhatCame.ANSWERED),
            carried=Carried(chosen.carried or Carried.NOTHING),
            channel=channel,
        )
    # A page that went along is a link, whether or not it is called one.
    usual = Carried.LINK if url_in(text) else Carried.NOTHING
    return ledger.log_exchange(
        session,
        person_id,
        direction=Direction.FROM_THEM if chosen.from_them else Direction.FROM_ME,
        at=chosen.at or now,
        channel=channel,
        carried=Carried(chosen.carried or usual),
        text=text,
        outcome=WhatCame(chosen.outcome or WhatCame.OPEN),
        started_by_me=chosen.started_by == "me" if chosen.started_by else None,
        now=now,
    )


def show_ledger(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """List contacts, the latest first; of one person also what they say."""
    now = now_of(chosen)
    with opened(folder) as database, database.reading() as session:
        person_id = people.resolve(session, chosen.person) if chosen.person else None
        found = ledger.exchanges(session, person_id)
        facts = ledger.reciprocity(session, person_id, now) if person_id else None
        balance = ledger.balance(session, person_id) if person_id else None
    for exchange in found:
        printer.answer(exchange_object(exchange), exchange_text(exchange))
    if printer.as_json:
        return
    if not found:
        printer.say_aside("Nothing is noted yet. Try “passalong log PERSON TEXT”.")
    if balance is not None and found:
        printer.say_aside(ledger_words.balance(balance.given, balance.received))
    if facts is not None:
        printer.say_aside(f"{ledger_words.finding(facts)}.")


def rest(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Let a tie rest, or end its rest."""
    change = ledger.end_rest if chosen.end else ledger.rest
    with opened(folder) as database:
        person_id = perform(
            database,
            lambda session: change(session, people.resolve(session, chosen.person), now_of(chosen)),
        ).value
        with database.reading() as session:
            person = people.person_details(session, person_id)
            since = ledger.resting_since(session, person_id)
    text = f"{person.name} may rest until they write." if since else f"{person.name} rests no more."
    printer.answer(
        {"id": person.uid, "number": person.id, "name": person.name, "resting_since": since}, text
    )
