"""Cards and imports, short to write in tests."""

from functools import partial

from passalong.domain.proposal import ImportSource, LineOutcome
from passalong.services import imports
from passalong.services.outcome import perform


def no_matter(_done, _total):
    """Nobody watches."""


def vcard(name, *lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", f"FN:{name}", *lines, "END:VCARD", ""])


def pasted(*cards, name="pasted.vcf"):
    return (ImportSource(name, data="".join(cards).encode()),)


def import_cards(database, now, *cards):
    service = partial(imports.import_now, sources=pasted(*cards), now=now, progress=no_matter)
    return perform(database, service).value


def proposed(database, *cards):
    with database.reading() as session:
        return imports.propose(session, pasted(*cards), no_matter)


def carried_out(database, proposal, choices, now):
    service = partial(
        imports.apply, proposal=proposal, choices=choices, now=now, progress=no_matter
    )
    return perform(database, service).value


def outcomes(proposal):
    return [line.outcome for line in proposal.lines]


def everything(database):
    """Every row of every table that an import writes, for comparing before and after."""
    from sqlalchemy import select

    from passalong.store.tables import Base

    with database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


NEW, SAME = LineOutcome.NEW, LineOutcome.SAME
UNCHANGED, UNCLEAR, REJECTED = (
    LineOutcome.UNCHANGED,
    LineOutcome.UNCLEAR,
    LineOutcome.REJECTED,
)
