"""Changing one thing about a person: a name, a detail, a word, a tag, a note, a photo."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from passalong.domain import card
from passalong.domain.action import Action, ActionKind
from passalong.domain.keys import email_key, sort_name, tag_key, telephone_key
from passalong.domain.person import Bond, Field
from passalong.errors import Trouble
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

Detail = (
    card.Email | card.Telephone | card.PostalAddress | card.Link | card.Organisation | card.Occasion
)
"""What is kept in a labelled row of its own."""

_Word = tables.Value | tables.Asset | tables.Need | tables.Matter
_WordTable = type[tables.Value] | type[tables.Asset] | type[tables.Need] | type[tables.Matter]

WORD_TABLES: dict[Field, _WordTable] = {
    Field.VALUE: tables.Value,
    Field.ASSET: tables.Asset,
    Field.NEED: tables.Need,
    Field.MATTER: tables.Matter,
}

_DETAIL_TABLES: dict[type, type[tables.OfPerson]] = {
    card.Email: tables.Email,
    card.Telephone: tables.Telephone,
    card.PostalAddress: tables.PostalAddress,
    card.Link: tables.Link,
    card.Organisation: tables.Organisation,
    card.Occasion: tables.Occasion,
}
_Row = TypeVar("_Row", bound=tables.OfPerson)
_LARGEST_PHOTO = 4_000_000  # bytes
_PIECE = 10_000


def in_pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield ids a few at a time; SQLite takes at most 32,766 in one question."""
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]


def living(session: Session, ids: Sequence[int]) -> list[int]:
    """Return those of the ids whose people are there and not in the trash, each once."""
    person = tables.Person
    found: set[int] = set()
    for some in in_pieces(ids):
        query = select(person.id).where(person.id.in_(some), person.deleted_at.is_(None))
        found.update(session.scalars(query))
    return [person_id for person_id in dict.fromkeys(ids) if person_id in found]


def known(session: Session, person_id: int) -> tables.Person:
    """Return the row of a person.

    Raises:
        Trouble: There is no such person any more.
    """
    person = session.get(tables.Person, person_id)
    if person is None:
        raise Trouble("This person is no longer in your list.", "Look in Edit › Trash.")
    return person


def rename(session: Session, person_id: int, name: str, now: datetime) -> Outcome[int]:
    """Give somebody another name to be shown and sorted by."""
    name = " ".join(name.split())
    if not name:
        raise Trouble("A person needs a name.", "The name was left as it was.")
    person = known(session, person_id)
    if person.name == name:
        return Outcome(person_id)
    person.name, person.sort_name = name, sort_name(name)
    return _edited(person, now)


def set_structured(
    session: Session, person_id: int, structured: card.StructuredName, now: datetime
) -> Outcome[int]:
    """Set the parts of a name, as other address books want them."""
    person = known(session, person_id)
    row = session.scalars(
        select(tables.Name).where(
            tables.Name.person_id == person_id, tables.Name.kind == "structured"
        )
    ).first()
    parts = {part: text.strip() for part, text in structured._asdict().items()}
    if all((getattr(row, part) if row else "") == text for part, text in parts.items()):
        return Outcome(person_id)
    if row is None:
        row = tables.Name(person_id=person_id, kind="structured")
        session.add(row)
    for part, text in parts.items():
        setattr(row, part, text)
    return _edited(person, now)


def set_bond(session: Session, person_id: int, bond: Bond, now: datetime) -> Outcome[int]:
    """Say how strong the tie is."""
    person = known(session, person_id)
    if person.bond == bond.value:
        return Outcome(person_id)
    person.bond = bond.value
    return _edited(person, now)


def put_detail(
    session: Session, person_id: int, value: Detail, row_id: int | None, now: datetime
) -> Outcome[int]:
    """Add a detail (``row_id`` None) or change one; the value is its row's number.

    Raises:
        Trouble: It is empty, the person has this address or number already, or
            the row is gone.
    """
    person = known(session, person_id)
    columns = _columns_of(value)
    table = _DETAIL_TABLES[type(value)]
    row = table() if row_id is None else _row(session, table, row_id, person_id)
    if row_id is not None and all(getattr(row, name) == text for name, text in columns.items()):
        return Outcome(row_id)
    # An address book may have brought it twice: then its label can still be changed.
    if getattr(row, "key", None) != columns.get("key") and has_already(session, person_id, value):
        raise Trouble(f"“{value[0]}” is there already.", "It was not added a second time.")
    row.person_id = person_id
    for column, text in columns.items():
        setattr(row, column, text)
    session.add(row)
    session.flush()
    return Outcome(row.id, Changed.PEOPLE, _edited(person, now).action)


def has_already(session: Session, person_id: int, value: Detail) -> bool:
    """Return whether somebody has this e-mail address or number, however it is written."""
    key = _columns_of(value).get("key")
    if not key or not isinstance(value, card.Email | card.Telephone):
        return False
    table = tables.Email if isinstance(value, card.Email) else tables.Telephone
    same = select(table.id).where(table.person_id == person_id, table.key == key)
    return session.scalars(same).first() is not None


def remove_detail(
    session: Session, person_id: int, kind: type, row_id: int, now: datetime
) -> Outcome[int]:
    """Remove a detail; ``kind`` is the class of its value."""
    person = known(session, person_id)
    session.delete(_row(session, _DETAIL_TABLES[kind], row_id, person_id))
    return _edited(person, now)


def put_word(
    session: Session, person_id: int, field: Field, text: str, row_id: int | None, now: datetime
) -> Outcome[int]:
    """Add a value, asset, need or matter (``row_id`` None) or change its words."""
    person = known(session, person_id)
    text = " ".join(text.split())
    if not text:
        raise Trouble("There is nothing to keep here.", "Write a few words first.")
    table = WORD_TABLES[field]
    row: _Word
    if row_id is not None:
        row = _row(session, table, row_id, person_id)
        if row.text == text:
            return Outcome(row_id)
        row.text = text
    else:
        same = select(table.id).where(table.person_id == person_id, table.text == text)
        if table is tables.Need:
            same = same.where(tables.Need.met_on.is_(None))
        if (kept := session.scalars(same).first()) is not None:
            return Outcome(kept)
        row = _new_word(table, person_id, text, now.astimezone().date())
        session.add(row)
    session.flush()
    return Outcome(row.id, Changed.PEOPLE, _edited(person, now).action)


def remove_word(
    session: Session, person_id: int, field: Field, row_id: int, now: datetime
) -> Outcome[int]:
    """Remove a value, asset, need or matter."""
    person = known(session, person_id)
    session.delete(_row(session, WORD_TABLES[field], row_id, person_id))
    return _edited(person, now)


def meet_need(
    session: Session, need_id: int, today: date, met: bool, now: datetime
) -> Outcome[int]:
    """Say that a need was met today, or that it is open after all."""
    need = session.get(tables.Need, need_id)
    if need is None:
        raise Trouble("This need is no longer there.")
    if met == (need.met_on is not None):
        return Outcome(need.person_id)
    need.met_on = today if met else None
    return _edited(known(session, need.person_id), now)


def set_matter_day(
    session: Session, matter_id: int, day: date | None, now: datetime
) -> Outcome[int]:
    """Say on which day a matter happens, or that it has none."""
    matter = session.get(tables.Matter, matter_id)
    if matter is None:
        raise Trouble("This is no longer there.", "Somebody or something else removed it.")
    if matter.happens_on == day:
        return Outcome(matter_id)
    matter.happens_on = day
    person = known(session, matter.person_id)
    return Outcome(matter_id, Changed.PEOPLE, _edited(person, now).action)


def tag_people(
    session: Session, ids: Sequence[int], words: Sequence[str], now: datetime
) -> Outcome[int]:
    """Give people tags; return how many people carry one they did not before."""
    wanted = {tag_key(word): " ".join(word.split()).lstrip("# ") for word in words}
    wanted.pop("", None)
    if not wanted:
        raise Trouble("A tag needs a word.", "Write one without spaces or commas around it.")
    ids = living(session, ids)
    touched: set[int] = set()
    for key, word in wanted.items() if ids else ():
        tag = session.scalars(select(tables.Tag).where(tables.Tag.key == key)).first()
        if tag is None:
            tag = tables.Tag(word=word, key=key)
            session.add(tag)
            session.flush()
        carriers = set(
            session.scalars(
                select(tables.PersonTag.person_id).where(tables.PersonTag.tag_id == tag.id)
            )
        )
        new = set(ids) - carriers
        rows = [{"person_id": person, "tag_id": tag.id} for person in ids if person in new]
        if rows:
            session.execute(insert(tables.PersonTag), rows)
        touched |= new
    _touch(session, touched, now)
    return _tagged(ActionKind.TAG_PEOPLE, wanted.values(), touched)


def untag_people(
    session: Session, ids: Sequence[int], words: Sequence[str], now: datetime
) -> Outcome[int]:
    """Take tags away from people; a tag that nobody carries goes too."""
    touched: set[int] = set()
    for word in words:
        tag = session.scalars(select(tables.Tag).where(tables.Tag.key == tag_key(word))).first()
        if tag is None:
            continue
        of_tag = tables.PersonTag.tag_id == tag.id
        carriers = set(session.scalars(select(tables.PersonTag.person_id).where(of_tag)))
        losing = carriers & set(ids)
        for some in in_pieces(sorted(losing)):
            session.execute(
                delete(tables.PersonTag).where(of_tag, tables.PersonTag.person_id.in_(some))
            )
        touched |= losing
        if losing == carriers:
            session.execute(delete(tables.Tag).where(tables.Tag.id == tag.id))
    _touch(session, touched, now)
    return _tagged(ActionKind.UNTAG_PEOPLE, words, touched)


def write_note(
    session: Session, person_id: int, text: str, note_id: int | None, now: datetime
) -> Outcome[int]:
    """Add a note (``note_id`` None) or save what it has become; the value is its number.

    Saves of one note in a row are one step of undo.
    """
    person = known(session, person_id)
    if not text.strip():
        raise Trouble("An empty note is not kept.", "Delete the note if it is no longer needed.")
    if note_id is None:
        note = tables.Note(
            person_id=person_id,
            text=text,
            day=now.astimezone().date(),
            created_at=now,
            updated_at=now,
        )
        session.add(note)
    else:
        note = _row(session, tables.Note, note_id, person_id)
        if note.text == text:
            return Outcome(note_id)
        note.text, note.updated_at = text, now
    person.updated_at = now
    session.flush()
    action = Action(ActionKind.WRITE_NOTE, person.name, joins=f"note:{note.id}")
    return Outcome(note.id, Changed.PEOPLE, action)


def delete_note(session: Session, note_id: int, now: datetime) -> Outcome[int]:
    """Put a note into the trash."""
    note = session.get(tables.Note, note_id)
    if note is None:
        raise Trouble("This note is no longer there.", "Look in Edit › Trash.")
    note.deleted_at = now
    person = known(session, note.person_id)
    return Outcome(note_id, Changed.PEOPLE, Action(ActionKind.DELETE_NOTE, person.name))


def set_photo(
    session: Session, person_id: int, photo: card.Photo | None, now: datetime
) -> Outcome[int]:
    """Set somebody's picture, or remove it."""
    person = known(session, person_id)
    kept = session.get(tables.Photo, person_id)
    if photo is None:
        if kept is None:
            return Outcome(person_id)
        session.delete(kept)
    elif len(photo.data) > _LARGEST_PHOTO:
        raise Trouble("This picture is larger than 4 MB.", "Choose a smaller one.")
    elif kept is not None:
        kept.data, kept.media_type = photo.data, photo.media_type
    else:
        session.add(tables.Photo(person_id=person_id, data=photo.data, media_type=photo.media_type))
    return _edited(person, now)


def _edited(person: tables.Person, now: datetime) -> Outcome[int]:
    person.updated_at = now
    return Outcome(person.id, Changed.PEOPLE, Action(ActionKind.EDIT_PERSON, person.name))


def _touch(session: Session, ids: set[int], now: datetime) -> None:
    for some in in_pieces(sorted(ids)):
        session.execute(
            update(tables.Person).where(tables.Person.id.in_(some)).values(updated_at=now)
        )


def _tagged(kind: ActionKind, words: Iterable[str], touched: set[int]) -> Outcome[int]:
    subject = ", ".join(words)
    action = Action(kind, subject, len(touched)) if touched else None
    return Outcome(len(touched), Changed.PEOPLE | Changed.TAGS, action)


def _columns_of(value: Detail) -> dict[str, object]:
    fields = value._asdict()
    if isinstance(value, card.Occasion):
        fields = {"label": value.label, **value.day._asdict()}
    columns = {
        name: text.strip() if isinstance(text, str) else text for name, text in fields.items()
    }
    said = [text for name, text in columns.items() if name not in ("label", "preferred")]
    if not any(said):
        raise Trouble("There is nothing to keep here.", "Fill in the field, or remove it.")
    if isinstance(value, card.Email):
        columns["key"] = email_key(value.address)
    elif isinstance(value, card.Telephone):
        columns["key"] = telephone_key(value.number)
    return columns


def _row(session: Session, table: type[_Row], row_id: int, person_id: int) -> _Row:
    row = session.get(table, row_id)
    if row is None or row.person_id != person_id:
        raise Trouble("This is no longer there.", "Somebody or something else removed it.")
    return row


def _new_word(table: _WordTable, person_id: int, text: str, today: date) -> _Word:
    if table is tables.Need:
        return tables.Need(person_id=person_id, text=text, since=today)
    if table is tables.Matter:
        return tables.Matter(person_id=person_id, text=text, noted_on=today)
    return table(person_id=person_id, text=text)
