"""What can be wrong with a source, each told in words, with nothing written."""

import os

import pytest
from tests.services.import_helpers import everything, no_matter, vcard

from passalong.domain.proposal import ImportSource, LineOutcome, Rejection
from passalong.errors import Trouble
from passalong.services import import_reading, imports
from passalong.services.outcome import perform

ADA = vcard("Ada Lovelace", "EMAIL:ada@example.org")


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def trouble_with(database, now, path):
    """Import a path, expect trouble with advice and an untouched database; return its words."""
    before = everything(database)
    with pytest.raises(Trouble) as told:
        perform(
            database,
            lambda session: imports.import_now(session, imports.sources_of([path]), now, no_matter),
        )
    assert everything(database) == before
    assert told.value.advice
    return told.value.what


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", "Dear Ada"),
        ("letter.vcf", "Dear Ada"),
        ("data.csv", "1,2\n3,4\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("picture.csv", b"\x00\x01\x02" * 500),
    ],
)
def test_a_file_that_is_no_address_book(database, now, tmp_path, name, content):
    assert "not an address book" in trouble_with(database, now, written(tmp_path, name, content))


def test_an_empty_file(database, now, tmp_path):
    assert "empty" in trouble_with(database, now, written(tmp_path, "a.vcf", ""))


def test_a_file_that_is_not_there(database, now, tmp_path):
    assert "no longer there" in trouble_with(database, now, str(tmp_path / "gone.vcf"))


def test_a_folder_without_address_books(database, now, tmp_path):
    written(tmp_path, "letter.txt", "Dear Ada")
    assert "no address book in the folder" in trouble_with(database, now, str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_something_that_is_neither_file_nor_folder(database, now, tmp_path):
    os.mkfifo(tmp_path / "pipe.vcf")
    assert "not a file" in trouble_with(database, now, str(tmp_path / "pipe.vcf"))


def test_a_file_that_may_not_be_read(database, now, tmp_path, monkeypatch):
    path = written(tmp_path, "a.vcf", ADA)
    opened = type(tmp_path).open

    def refuse(self, *args, **kwargs):
        if self.name == "a.vcf":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(type(tmp_path), "open", refuse)
    assert "may not be read" in trouble_with(database, now, path)


def test_a_file_that_vanishes_after_it_was_chosen(database, now, tmp_path):
    sources = imports.sources_of([written(tmp_path, "a.vcf", ADA)])
    (tmp_path / "a.vcf").unlink()

    with pytest.raises(Trouble, match="no longer there"), database.reading() as session:
        imports.propose(session, sources, no_matter)


def test_a_file_that_grows_while_it_is_read(database, now, tmp_path):
    path = tmp_path / "a.vcf"
    path.write_text(ADA * 3)
    before = everything(database)

    def grow(done, _total):
        if done:
            with path.open("a") as file:
                file.write(ADA)

    with pytest.raises(Trouble, match="was being written"):
        perform(
            database,
            lambda session: imports.import_now(session, imports.sources_of([str(path)]), now, grow),
        )
    assert everything(database) == before


@pytest.mark.parametrize("later", [ADA, ADA + ADA.replace("Ada", "Eva") * 2, "Dear Ada"])
def test_a_file_that_changed_since_the_preview(database, now, tmp_path, later):
    path = tmp_path / "a.vcf"
    path.write_text(ADA + ADA.replace("Ada", "Eva"))
    with database.reading() as session:
        proposal = imports.propose(session, imports.sources_of([str(path)]), no_matter)
    path.write_text(later)
    before = everything(database)

    with pytest.raises(Trouble) as told:
        perform(database, lambda session: imports.apply(session, proposal, {}, now, no_matter))

    assert told.value.advice
    assert everything(database) == before


def test_folders_are_searched_for_cards_and_tables(tmp_path):
    (tmp_path / "deep").mkdir()
    written(tmp_path, "b.VCF", ADA)
    written(tmp_path, "deep/a.csv", "Name\nAda\n")
    written(tmp_path, "letter.txt", "Dear Ada")

    assert [source.name for source in imports.sources_of([str(tmp_path)])] == ["b.VCF", "a.csv"]


def test_one_bad_file_among_others_is_one_rejected_card(database, tmp_path):
    paths = [
        written(tmp_path, "a.vcf", ADA),
        written(tmp_path, "letter.vcf", "Dear Ada"),
        written(tmp_path, "b.vcf", vcard("Ben")),
    ]
    with database.reading() as session:
        proposal = imports.propose(session, imports.sources_of(paths), no_matter)

    assert [line.outcome for line in proposal.lines] == [
        LineOutcome.NEW,
        LineOutcome.REJECTED,
        LineOutcome.NEW,
    ]
    assert proposal.lines[1].name == "letter.vcf"
    assert proposal.lines[1].rejection is Rejection.NOT_A_CARD
    assert imports.rejected_cards(proposal).strip() == b"Dear Ada"


def test_pasted_cards_need_no_file(database):
    with database.reading() as session:
        proposal = imports.propose(
            session, (ImportSource("Clipboard", data=ADA.encode()),), no_matter
        )

    assert proposal.count(LineOutcome.NEW) == 1


def test_progress_counts_bytes_up_to_all_of_them(database, tmp_path):
    path = written(tmp_path, "a.vcf", ADA * 10)
    told = []
    with database.reading() as session:
        imports.propose(session, imports.sources_of([path]), lambda *seen: told.append(seen))

    assert told == sorted(told)
    assert told[-1] == (len(ADA) * 10, len(ADA) * 10)


def test_rejected_rows_of_a_table_keep_their_headings(database, tmp_path):
    path = written(tmp_path, "a.csv", "Name,E-mail,Shoe size\nAda,a@x.org,5\n,,44\nBen,,\n")
    with database.reading() as session:
        proposal = imports.propose(session, imports.sources_of([path]), no_matter)

    assert [line.outcome for line in proposal.lines] == [
        LineOutcome.NEW,
        LineOutcome.REJECTED,
        LineOutcome.NEW,
    ]
    assert imports.rejected_cards(proposal) == b"Name,E-mail,Shoe size\r\n,,44\r\n"


def test_address_books_are_told_from_other_files_by_name_and_by_what_is_in_them(tmp_path):
    names = ("a.vcf", "b.CSV", "c.tsv", "cards", "cards.txt", "mail.eml", "letter", "notes.txt")
    files = {
        name: written(tmp_path, name, ADA if name[0] != "l" and name != "notes.txt" else "Dear Ada")
        for name in names
    }
    folder = tmp_path / "Contacts 1.12"
    folder.mkdir()
    gone, gone_flyer = str(tmp_path / "gone"), str(tmp_path / "flyer.pdf")

    found = import_reading.address_books_among([*files.values(), str(folder), gone, gone_flyer])

    expected = [files[name] for name in ("a.vcf", "b.CSV", "c.tsv", "cards", "cards.txt")]
    assert found == (*expected, str(folder), gone)
