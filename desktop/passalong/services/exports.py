"""People out of the program, into files that others read.

``cards_of`` is the one place where the private parts of a person are let out or
kept in: notes (also those that came from an address book), values, assets,
needs and binds.  Tags are no secret: they go along as CATEGORIES, as in every
address book.  ``JSON`` is a copy of everything for the user and leaves out nothing.

A file is written beside its target and takes its place when it is complete.
"""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from passalong.collecting import without_collecting
from passalong.domain.card import ContactCard
from passalong.errors import Trouble
from passalong.interchange.spreadsheet_writer import Widths, write_table
from passalong.interchange.vcard import write_cards
from passalong.services.outcome import Progress
from passalong.services.whole_files import replaced
from passalong.store.everything import written_out
from passalong.store.kept_people import KeptPerson, kept_people, living_people, most_a_person
from passalong.store.known_signs import OWN_UID
from passalong.store.text_index import driver

_PEOPLE_AT_ONCE = 250

_Written = Iterator[tuple[bytes, int]]


class ExportKind(StrEnum):
    """How a file is written."""

    VCARD3 = "vcard3"
    VCARD4 = "vcard4"
    CSV = "csv"
    JSON = "json"


def cards_of(
    session: Session, person_ids: Sequence[int] | None, include_private: bool
) -> Iterator[ContactCard]:
    """Yield people as cards that may leave the program, in the order asked for.

    ``None`` is everybody who is not in the trash, as they came into the book.
    """
    connection = driver(session)
    ids = living_people(connection) if person_ids is None else list(person_ids)
    for start in range(0, len(ids), _PEOPLE_AT_ONCE):
        piece = ids[start : start + _PEOPLE_AT_ONCE]
        found = kept_people(connection, piece, private=include_private)
        for number in piece:
            if number in found:
                yield _card(found[number], include_private)


def export(
    session: Session,
    path: Path,
    kind: ExportKind,
    person_ids: Sequence[int] | None,
    include_private: bool,
    progress: Progress,
) -> int:
    """Write people to a file and return how many.

    ``progress`` counts people.  A copy in JSON holds everything there is, or
    everything of the people asked for.

    Raises:
        Trouble: the file cannot be written; what was there before still is.
    """
    connection = driver(session)
    ids = living_people(connection) if person_ids is None else list(person_ids)
    total, done = len(ids), 0

    def cards() -> Iterator[ContactCard]:
        return cards_of(session, ids, include_private)

    pieces: dict[ExportKind, Callable[[], _Written]] = {
        ExportKind.VCARD3: lambda: ((data, 1) for data in write_cards(cards(), "3.0")),
        ExportKind.VCARD4: lambda: ((data, 1) for data in write_cards(cards(), "4.0")),
        ExportKind.CSV: lambda: write_table(
            cards(), Widths(*most_a_person(connection)), private=include_private
        ),
        ExportKind.JSON: lambda: written_out(connection, None if person_ids is None else ids),
    }
    with _told_as_trouble(path), replaced(path) as file, without_collecting():
        for data, people in pieces[kind]():
            file.write(data)
            done += people
            progress(min(done, total), total)
    progress(total, total)
    return total if kind is ExportKind.JSON else done


def _card(person: KeptPerson, include_private: bool) -> ContactCard:
    """Return what may leave the program of a person: this is the one choke point."""
    card = person.card
    if include_private:
        card = replace(card, notes=person.notes, unknown=card.unknown + person.private)
    return card if card.uid else replace(card, uid=OWN_UID + person.uid)


@contextmanager
def _told_as_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Trouble(
            f"The folder of {path.name} is not there.", "Choose another folder."
        ) from error
    except IsADirectoryError as error:
        raise Trouble(f"{path.name} is a folder.", "Choose another name for the file.") from error
    except PermissionError as error:
        raise Trouble(
            f"{path.name} may not be written there.", "Choose a folder of your own."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Trouble(
                "The disk is full, so nothing was exported.", "Free some space, then try again."
            ) from error
        raise Trouble(
            f"{path.name} could not be written: {error.strerror or error}.",
            "Choose another folder and try again.",
        ) from error
