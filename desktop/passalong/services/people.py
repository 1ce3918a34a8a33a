"""Who the user knows: find, show, add, delete."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from passalong.domain import card
from passalong.domain.action import Action, ActionKind
from passalong.domain.day_words import split_day
from passalong.domain.found import best_line
from passalong.domain.keys import folded, sort_name
from passalong.domain.person import (
    Bond,
    Field,
    Kept,
    MatchedLine,
    Matter,
    Need,
    Note,
    PersonDetails,
    PersonRow,
)
from passalong.domain.query import Query, parse_query
from passalong.domain.quick_line import QuickLine, parse_details, parse_quick_line
from passalong.errors import Trouble
from passalong.services import binds, editing, naming
from passalong.services.editing import in_pieces
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables, text_search
from passalong.store.list_entries import ListEntry, headline_of, lines_with, said_lines

_Row = TypeVar("_Row", bound=tables.OfPerson)
_FILTERED = {
    "tag": Field.TAG,
    "needs": Field.NEED,
    "has": Field.ASSET,
    "value": Field.VALUE,
    "org": Field.ORGANISATION,
    "in": Field.BIND,
}


def find_people(session: Session, text: str = "", limit: int | None = None) -> Sequence[int]:
    """Return the ids of the people whom ``text`` concerns, in the order of the list."""
    return text_search.matching_people(session, parse_query(text), limit)


def count_people(session: Session) -> int:
    """Return how many people there are, the trash left out."""
    return text_search.count_people(session)


def people_rows(session: Session, ids: Sequence[int], text: str = "") -> list[PersonRow]:
    """Return the rows of these people in the order asked for.

    With a ``text`` each row says which line it was found by.  Whoever has been
    deleted meanwhile is left out.
    """
    query = parse_query(text)
    sought = None if query.asks_nothing else _sought(query)
    return [_row_of(entry, sought) for entry in text_search.entries(session, ids)]


class _Sought(NamedTuple):
    """What a search asks for, folded, and the fields it filters by."""

    words: tuple[str, ...]
    filters: tuple[str, ...]
    fields: frozenset[Field]


def _sought(query: Query) -> _Sought:
    return _Sought(
        tuple(folded(word) for word in query.words),
        tuple(folded(filter_.text) for filter_ in query.filters if filter_.text),
        frozenset(_FILTERED[filter_.kind] for filter_ in query.filters),
    )


def _row_of(entry: ListEntry, sought: _Sought | None) -> PersonRow:
    return PersonRow(
        entry.person_id,
        entry.uid,
        entry.name,
        entry.headline,
        bool(entry.has_photo),
        bool(entry.needs_something),
        None if sought is None else _why_found(entry, sought),
    )


def _why_found(entry: ListEntry, sought: _Sought) -> MatchedLine | None:
    """Return the line that a search found; none if the name says it all."""
    name = folded(entry.name)
    for word in sought.words:
        if word not in name:
            words = sought.words + sought.filters
            return best_line(lines_with(entry.lines, entry.meta, words), words)
    if not sought.fields:
        return None
    lines = [line for line in said_lines(entry.lines, entry.meta) if line.field in sought.fields]
    return best_line(lines, sought.filters) or (MatchedLine(lines[0], ()) if lines else None)


def person_details(session: Session, person_id: int) -> PersonDetails:
    """Return everything a person's page shows.

    Raises:
        Trouble: There is no such person any more.
    """
    person = editing.known(session, person_id)

    def rows(table: type[_Row]) -> Sequence[_Row]:
        return session.scalars(
            select(table).where(table.person_id == person_id).order_by(table.id)
        ).all()

    names = rows(tables.Name)
    structured = next((name for name in names if name.kind == "structured"), None)
    organisations = rows(tables.Organisation)
    first = organisations[0] if organisations else None
    notes = session.scalars(
        select(tables.Note)
        .where(tables.Note.person_id == person_id, tables.Note.deleted_at.is_(None))
        .order_by(tables.Note.day.desc(), tables.Note.id.desc())
    )
    return PersonDetails(
        id=person.id,
        uid=person.uid,
        name=person.name,
        structured=card.StructuredName(
            structured.family,
            structured.given,
            structured.additional,
            structured.prefix,
            structured.suffix,
        )
        if structured
        else card.StructuredName(),
        nicknames=tuple(name.text for name in names if name.kind == "nickname"),
        bond=Bond(person.bond),
        is_me=person.is_me,
        headline=headline_of(first.title or first.role, first.name) if first else "",
        tags=tuple(_tags_of(session, person_id)),
        values=tuple(Kept(row.id, row.text) for row in rows(tables.Value)),
        assets=tuple(Kept(row.id, row.text) for row in rows(tables.Asset)),
        needs=tuple(
            Kept(row.id, Need(row.text, row.since, row.met_on)) for row in rows(tables.Need)
        ),
        matters=tuple(
            Kept(row.id, Matter(row.text, row.noted_on, row.happens_on, row.closed_on))
            for row in rows(tables.Matter)
        ),
        notes=tuple(Kept(row.id, Note(row.text, row.day, row.origin == "card")) for row in notes),
        organisations=tuple(
            Kept(row.id, card.Organisation(row.name, row.department, row.title, row.role))
            for row in organisations
        ),
        emails=tuple(
            Kept(row.id, card.Email(row.address, row.label, row.preferred))
            for row in rows(tables.Email)
        ),
        telephones=tuple(
            Kept(row.id, card.Telephone(row.number, row.label, row.preferred))
            for row in rows(tables.Telephone)
        ),
        addresses=tuple(
            Kept(
                row.id,
                card.PostalAddress(
                    row.label,
                    row.po_box,
                    row.extended,
                    row.street,
                    row.city,
                    row.region,
                    row.postcode,
                    row.country,
                ),
            )
            for row in rows(tables.PostalAddress)
        ),
        links=tuple(Kept(row.id, card.Link(row.url, row.label)) for row in rows(tables.Link)),
        occasions=tuple(
            Kept(
                row.id,
                card.Occasion(row.label, card.PartialDate(row.year, row.month, row.day, row.text)),
            )
            for row in rows(tables.Occasion)
        ),
        has_photo=session.scalar(select(func.count()).where(tables.Photo.person_id == person_id))
        == 1,
        unknown_count=len(rows(tables.UnknownLine)),
        created_at=person.created_at,
        updated_at=person.updated_at,
        deleted_at=person.deleted_at,
    )


def person_photo(session: Session, person_id: int) -> card.Photo | None:
    """Return somebody's picture, if there is one."""
    photo = session.get(tables.Photo, person_id)
    return card.Photo(photo.data, photo.media_type) if photo else None


def resolve(session: Session, text: str) -> int:
    """Return the id of the one person meant: by uid or its start, by number, or by name.

    Raises:
        Trouble: Nobody or more than one person is meant.
    """
    wanted = text.strip()
    people = select(tables.Person.id, tables.Person.name).where(tables.Person.deleted_at.is_(None))
    tries = [people.where(tables.Person.uid == wanted.lower())]
    if wanted.isdecimal() and len(wanted) < 18:
        tries.append(people.where(tables.Person.id == int(wanted)))
    tries.append(people.where(tables.Person.sort_name == sort_name(wanted)))
    if len(wanted) > 3:
        tries.append(people.where(tables.Person.uid.startswith(wanted.lower(), autoescape=True)))
    tries.append(people.where(tables.Person.sort_name.contains(folded(wanted), autoescape=True)))
    for query in tries if wanted else ():
        found = session.execute(query.limit(6)).all()
        if len(found) == 1:
            return int(found[0][0])
        if found:
            names = ", ".join(f"{name} ({person_id})" for person_id, name in found[:5])
            raise Trouble(
                f"“{wanted}” may be more than one person: {names}.",
                "Use the number in brackets.",
            )
    raise Trouble(f"There is nobody called “{wanted}”.", "Search with “passalong people”.")


def known_words(session: Session, field: Field, start: str, limit: int = 20) -> list[str]:
    """Return words already used in this field that start so, the most used first."""
    if field is Field.TAG:
        query = (
            select(tables.Tag.word, func.count(tables.PersonTag.person_id))
            .outerjoin(tables.PersonTag, tables.PersonTag.tag_id == tables.Tag.id)
            .group_by(tables.Tag.id)
        )
    else:
        organisation = tables.Organisation.name
        text = organisation if field is Field.ORGANISATION else editing.WORD_TABLES[field].text
        query = select(text, func.count()).where(text != "").group_by(text)
    wanted = folded(start.strip())
    found = sorted(
        ((-count, word) for word, count in session.execute(query)),
    )
    return [word for _, word in found if folded(word).startswith(wanted)][:limit]


def add_person(session: Session, line: str, now: datetime) -> Outcome[int]:
    """Add somebody by one line, such as ``Ada Byron: into golf #conference needs: a CFO``.

    ``Ada needs help: a flat, by Tuesday`` notes a bind, of the Ada who is known
    if there is one: that line tells news of somebody rather than who they are.
    The value is the person's number.

    Raises:
        Trouble: The line names nobody, the user, or one of several.
    """
    said = parse_quick_line(line)
    if not said.name:
        raise Trouble("Nobody is named in this line.", "Start it with a name, then a colon.")
    if said.binds and (known := naming.called(session, said.name)) is not None:
        return add_said(session, known, said, now)
    return add_named(session, said, now)


def add_named(session: Session, said: QuickLine, now: datetime) -> Outcome[int]:
    """Add somebody new with everything a line says."""
    person = tables.Person(
        name=said.name, sort_name=sort_name(said.name), created_at=now, updated_at=now
    )
    session.add(person)
    session.flush()
    _add_said(session, person.id, said, now)
    return Outcome(person.id, _changed(said), Action(ActionKind.ADD_PERSON, said.name))


def add_line(session: Session, person_id: int, line: str, now: datetime) -> Outcome[int]:
    """Add what one line says to somebody known, such as ``into golf #conference needs: a CFO``.

    Raises:
        Trouble: The line says nothing, or the person is gone.
    """
    said = parse_details(line)
    if said == QuickLine():
        raise Trouble("There is nothing in this line to keep.", "Write what you know about them.")
    return add_said(session, person_id, said, now)


def add_said(session: Session, person_id: int, said: QuickLine, now: datetime) -> Outcome[int]:
    """Add everything a line says to somebody known."""
    person = editing.known(session, person_id)
    _add_said(session, person_id, said, now)
    person.updated_at = now
    kind = ActionKind.NOTE_BIND if said.binds else ActionKind.EDIT_PERSON
    return Outcome(person_id, _changed(said), Action(kind, person.name))


def _changed(said: QuickLine) -> Changed:
    usual = Changed.PEOPLE | Changed.TAGS
    return usual | Changed.BINDS if said.binds else usual


def delete_people(session: Session, ids: Sequence[int], now: datetime) -> Outcome[int]:
    """Put people into the trash; return how many there were."""
    living = editing.living(session, ids)
    if not living:
        return Outcome(0)
    name = editing.known(session, living[0]).name if len(living) == 1 else ""
    for some in in_pieces(living):
        session.execute(
            update(tables.Person)
            .where(tables.Person.id.in_(some))
            .values(deleted_at=now, updated_at=now)
        )
    action = Action(ActionKind.DELETE_PEOPLE, name, len(living))
    return Outcome(len(living), Changed.PEOPLE | Changed.TAGS, action)


def undescribed(session: Session, limit: int = 10, skip: Collection[int] = ()) -> list[PersonRow]:
    """Return people about whom the user has written nothing, the latest added first."""
    person = tables.Person
    written = select(tables.Note.person_id).where(
        tables.Note.origin == "user", tables.Note.deleted_at.is_(None)
    )
    query = (
        select(person.id)
        .where(person.deleted_at.is_(None), person.is_me.is_(False), person.id.not_in(skip))
        .where(person.id.not_in(written))
        .where(person.id.not_in(select(tables.Value.person_id)))
        .order_by(person.created_at.desc(), person.id)
        .limit(limit)
    )
    return people_rows(session, session.scalars(query).all())


def _add_said(session: Session, person_id: int, said: QuickLine, now: datetime) -> None:
    ways: list[card.Email | card.Telephone] = [
        *map(card.Email, said.emails),
        *map(card.Telephone, said.telephones),
    ]
    for way in ways:
        if not editing.has_already(session, person_id, way):
            editing.put_detail(session, person_id, way, None, now)
    if said.organisation:
        editing.put_detail(session, person_id, card.Organisation(said.organisation), None, now)
    if said.tags:
        editing.tag_people(session, [person_id], said.tags, now)
    for field, texts in (
        (Field.VALUE, said.values),
        (Field.ASSET, said.assets),
        (Field.NEED, said.needs),
    ):
        for text in texts:
            editing.put_word(session, person_id, field, text, None, now)
    if said.note:
        editing.write_note(session, person_id, said.note, None, now)
    today = now.astimezone().date()
    for wanted in said.binds:
        text, day = split_day(wanted, today)
        binds.note_bind(
            session, person_id, text, now, promised_on=day, since=today, urgent=said.urgent
        )


def _tags_of(session: Session, person_id: int) -> Sequence[str]:
    return session.scalars(
        select(tables.Tag.word)
        .join(tables.PersonTag, tables.PersonTag.tag_id == tables.Tag.id)
        .where(tables.PersonTag.person_id == person_id)
        .order_by(tables.Tag.key)
    ).all()
