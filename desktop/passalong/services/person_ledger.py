"""What a person's page shows of the ledger, in one answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from passalong.domain import reciprocity as facts
from passalong.domain.exchange import Exchange
from passalong.services import ledger
from passalong.services.editing import known


@dataclass(frozen=True, slots=True)
class PersonLedger:
    """The exchanges with one person, the latest first, and what they say.

    Attributes:
        reciprocity: None while there are too few exchanges to say anything.
        they_start: The share that they started, 0 to 1; None as above.
        resting_since: When the user let it rest; None while it does not.
    """

    person_id: int
    person_name: str
    exchanges: tuple[Exchange, ...]
    given: int
    received: int
    reciprocity: facts.Reciprocity | None
    they_start: float | None
    resting_since: datetime | None


def ledger_of(session: Session, person_id: int, now: datetime) -> PersonLedger:
    """Return what the page of one person shows of the ledger.

    Raises:
        Trouble: There is no such person any more.
    """
    person = known(session, person_id)
    exchanges = ledger.exchanges(session, person_id)
    found = facts.reciprocity(exchanges, now)
    balance = ledger.balance(session, person_id)
    return PersonLedger(
        person_id=person_id,
        person_name=person.name,
        exchanges=tuple(exchanges),
        given=balance.given,
        received=balance.received,
        reciprocity=found,
        they_start=1 - found.started_by_me / found.exchanges if found else None,
        resting_since=person.resting_since,
    )
