"""The sources of an import, card by card, however they are written.

A source is a file or what was pasted; a vCard file or a spreadsheet.  One card
is in memory at a time.  Whatever goes wrong with a source is told in words.
"""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, NamedTuple

from passalong.domain.address_books import CARD_ENDINGS, ENDINGS, MAY_HOLD_CARDS, TABLE_ENDINGS
from passalong.domain.proposal import ImportSource, ProposedLine, Rejection
from passalong.errors import Trouble
from passalong.interchange.spreadsheet import looks_like_table, read_table, table_rows
from passalong.interchange.vcard import FoundCard, looks_like_cards, read_cards
from passalong.services.outcome import Progress

_START = 65536  # bytes looked at to tell what a file is
_AT_ONCE = 1 << 20  # bytes read at once where no reader does it for us


class FoundLine(NamedTuple):
    """One card of the sources, with what it is recognised by."""

    source: int
    digest: bytes
    found: FoundCard
    name: str  # what to call a card that could not be read


def sources_of(paths: Sequence[str]) -> tuple[ImportSource, ...]:
    """Return the files to import; folders are searched for address books.

    Raises:
        Trouble: a path is not there, may not be read, or has no address book in it.
    """
    sources = []
    for path in map(Path, paths):
        with _told_as_trouble(path.name or str(path)):
            files = _address_books_in(path) if path.is_dir() else [path]
            for file in files:
                if not stat.S_ISREG(file.stat().st_mode):
                    raise Trouble(f"{file.name} is not a file.", "Choose a vCard or CSV file.")
                sources.append(ImportSource(file.name, str(file)))
    return tuple(sources)


def address_books_among(paths: Sequence[str]) -> tuple[str, ...]:
    """Return which of these are address books or folders; where a name does not tell, we look.

    What cannot be looked at counts as one when it is called nothing else: an import
    says what is wrong with it.
    """
    return tuple(path for path in paths if _is_address_book(Path(path)))


def has_unknown_columns(source: ImportSource) -> bool:
    """Tell whether a source may be a table whose headings we do not know.

    Raises:
        Trouble: the source cannot be read.
    """
    if source.columns or (source.path and Path(source.name).suffix.lower() not in TABLE_ENDINGS):
        return False
    with _opened(source) as stream:
        start = stream.read(_START)
    return bool(start.strip()) and not _is_cards(source, start) and not looks_like_table(start)


def cards_of_sources(sources: Sequence[ImportSource], progress: Progress) -> Iterator[FoundLine]:
    """Yield every card of every source; ``progress`` counts bytes.

    Of several files one that is no address book is a rejected card; when it is
    the only one, that is ``Trouble``.

    Raises:
        Trouble: a source cannot be read, is no address book, or grew meanwhile.
    """
    sizes = [_size(source) for source in sources]
    done, total = 0, sum(sizes)
    for number, (source, size) in enumerate(zip(sources, sizes, strict=True)):
        empty = True
        for line in _cards_of_source(number, source):
            empty = False
            progress(min(done + line.found.offset, total), total)
            yield line
        if empty:
            trouble = _no_address_book(source, size)
            if len(sources) == 1:
                raise trouble
            found = FoundCard(0, 0, size, None, (), Rejection.NOT_A_CARD, trouble.what)
            yield FoundLine(number, _digest_of(source, found), found, source.name)
        done += size
    progress(total, total)


def bytes_of_lines(sources: Sequence[ImportSource], lines: Sequence[ProposedLine]) -> bytes:
    """Return the original bytes of some cards, ready to be saved to a file.

    Raises:
        Trouble: a source is no longer there.
    """
    kept = []
    for number, source in enumerate(sources):
        wanted = [line for line in lines if line.source == number]
        if not wanted:
            continue
        with _opened(source) as stream:
            start = stream.read(_START)
            stream.seek(0)
            if not _is_cards(source, start) and looks_like_table(start, source.columns):
                kept.append(table_rows(stream, {line.offset for line in wanted}))
                continue
            for line in wanted:
                stream.seek(line.offset)
                data = stream.read(line.length)
                kept.append(data if data.endswith(b"\n") else data + b"\r\n")
    return b"".join(kept)


@contextmanager
def opened_source(source: ImportSource) -> Iterator[BinaryIO]:
    """Open a source for reading, with what the disk says told in words."""
    with _opened(source) as stream:
        yield stream


def _cards_of_source(number: int, source: ImportSource) -> Iterator[FoundLine]:
    with _opened(source) as stream:
        start = stream.read(_START)
        stream.seek(0)
        before = _state(stream)
        for found in _reader(source, start, stream):
            if found.card is not None and found.card.original:
                digest = blake2b(found.card.original, digest_size=16).digest()
                name = found.card.name
            else:
                digest = _digest_of(source, found)
                name = f"{source.name} #{found.position + 1}"
            yield FoundLine(number, digest, found, name)
        if _state(stream) != before:
            raise Trouble(
                f"{source.name} was being written while it was read.",
                "Wait until the other program has finished, then import it again.",
            )


def _reader(source: ImportSource, start: bytes, stream: BinaryIO) -> Iterator[FoundCard]:
    if _is_cards(source, start):
        return read_cards(stream)
    if looks_like_table(start, source.columns):
        return read_table(stream, source.columns)
    return iter(()) if Path(source.name).suffix.lower() in TABLE_ENDINGS else read_cards(stream)


def _is_cards(source: ImportSource, start: bytes) -> bool:
    if source.columns:
        return False
    suffix = Path(source.name).suffix.lower()
    return suffix in CARD_ENDINGS or (suffix not in TABLE_ENDINGS and looks_like_cards(start))


def _is_address_book(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending in ENDINGS:
        return True
    try:
        if path.is_dir():
            return True
        if ending not in MAY_HOLD_CARDS:
            return False
        with path.open("rb") as stream:
            return looks_like_cards(stream.read(_START))
    except OSError:
        return not ending


def _no_address_book(source: ImportSource, size: int) -> Trouble:
    if not size:
        return Trouble(
            f"{source.name} is empty.", "Export it again from the program it comes from."
        )
    return Trouble(
        f"{source.name} is not an address book: there is no card in it.",
        "Choose a vCard file (.vcf) or a table of contacts (.csv).",
    )


def _address_books_in(folder: Path) -> list[Path]:
    files = sorted(
        file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file()
    )
    if not files:
        next(folder.iterdir(), None)  # says so when it may not be read
        raise Trouble(
            f"There is no address book in the folder {folder.name}.",
            "Choose a folder with vCard files (.vcf) or tables of contacts (.csv) in it.",
        )
    return files


def _size(source: ImportSource) -> int:
    if not source.path:
        return len(source.data)
    with _told_as_trouble(source.name):
        return Path(source.path).stat().st_size


@contextmanager
def _opened(source: ImportSource) -> Iterator[BinaryIO]:
    with _told_as_trouble(source.name):
        if not source.path:
            yield io.BytesIO(source.data)
            return
        with Path(source.path).open("rb") as stream:
            yield stream


def _state(stream: BinaryIO) -> tuple[int, int] | None:
    """Return size and time of change, by which a file that grows is noticed."""
    if isinstance(stream, io.BytesIO):
        return None
    state = os.fstat(stream.fileno())
    return state.st_size, state.st_mtime_ns


def _digest_of(source: ImportSource, found: FoundCard) -> bytes:
    """Return the digest of a card that could not be read, whatever its size."""
    digest = blake2b(digest_size=16)
    with _opened(source) as stream:
        stream.seek(found.offset)
        left = found.length
        while left > 0 and (data := stream.read(min(left, _AT_ONCE))):
            digest.update(data)
            left -= len(data)
    return digest.digest()


@contextmanager
def _told_as_trouble(name: str) -> Iterator[None]:
    """Turn what the disk did into ``Trouble``."""
    try:
        yield
    except FileNotFoundError as error:
        raise Trouble(f"{name} is no longer there.", "Look where it was moved to.") from error
    except PermissionError as error:
        raise Trouble(
            f"{name} may not be read.", "Change its permissions, or copy it into your own folder."
        ) from error
    except IsADirectoryError as error:
        raise Trouble(f"{name} is a folder.", "Choose the files in it.") from error
    except OSError as error:
        raise Trouble(
            f"{name} could not be read: {error.strerror or error}.",
            "Copy it to this computer's own disk and try again.",
        ) from error
