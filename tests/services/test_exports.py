import base64
import csv
import errno
import io
import json
import os
from functools import partial

import pytest
from sqlalchemy import text
from tests.services.import_helpers import import_cards, no_matter, vcard

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.errors import Cancelled, Trouble
from passalong.interchange.vcard import read_cards
from passalong.services import (
    asking,
    binds,
    exports,
    history,
    introductions,
    ledger,
    opportunities,
    people,
)
from passalong.services.exports import ExportKind
from passalong.services.outcome import perform
from passalong.store import tables
from passalong.store.database import REVISION

PHOTO = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(60)).decode()
ADA = vcard(
    "Ada Lovelace", "N:Lovelace;Ada;;;", "UID:ada-1", "EMAIL;TYPE=HOME:ada@example.org",
    "TEL;TYPE=CELL:+44 20 7946 0018", "NOTE:Plays golf\\, badly", "CATEGORIES:Friends",
    "BDAY:1815-12-10", "ORG:Engines;Research", "TITLE:Mathematician", "NICKNAME:Countess",
    "ADR;TYPE=HOME:;;St James;London;;123;UK", "URL:https://example.org", "X-UNHEARD-OF:kept",
    "X-PASSALONG-NEED:a CFO\\; soon", "X-PASSALONG-VALUE:golf", "X-PASSALONG-ASSET:a flat",
    f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO}",
)  # fmt: skip
BEN = vcard("Ben Roth", "EMAIL:ben@example.org")


def exported(database, path, kind, ids=None, *, private=False):
    with database.reading() as session:
        return exports.export(session, path, kind, ids, private, no_matter)


def cards_in(path):
    with path.open("rb") as file:
        return [found.card for found in read_cards(file)]


@pytest.mark.parametrize("kind", [ExportKind.VCARD3, ExportKind.VCARD4])
def test_what_was_imported_comes_out_again(database, now, tmp_path, kind):
    import_cards(database, now, ADA, BEN)
    out = tmp_path / "out.vcf"

    assert exported(database, out, kind, private=True) == 2

    (original,) = [found.card for found in read_cards(io.BytesIO(ADA.encode()))]
    ada, ben = cards_in(out)
    for name in ("name", "structured", "emails", "telephones", "addresses", "links", "notes",
                 "organisations", "occasions", "tags", "photo", "uid", "nicknames"):  # fmt: skip
        assert getattr(ada, name) == getattr(original, name), name
    assert {line[:3] for line in ada.unknown} == {line[:3] for line in original.unknown}
    assert ben.name == "Ben Roth"


def test_private_parts_stay_at_home_unless_asked_for(database, now, tmp_path):
    import_cards(database, now, ADA)

    for kind in (ExportKind.VCARD3, ExportKind.VCARD4, ExportKind.CSV):
        out = tmp_path / kind
        exported(database, out, kind)
        open_part = out.read_text("utf-8")
        exported(database, out, kind, private=True)
        whole = out.read_text("utf-8")
        for secret in ("Plays golf", "CFO", "a flat"):
            assert secret not in open_part
            assert secret in whole
        assert "Friends" in open_part


@pytest.fixture
def in_binds(database, now):
    """Ada in an open bind and out of another; the user's own; one in the trash."""
    import_cards(database, now, ADA)
    promised = {"promise": "ask around", "promised_on": now.date()}
    for text_, person_id, also, then in (
        ("no room, since May", 1, promised, None),
        ("a lift", 1, {}, partial(binds.solve, now=now)),
        ("a flat of my own", None, {}, None),
        ("a secret of hers", 1, {}, partial(binds.delete, now=now)),
    ):
        note = partial(binds.note_bind, person_id=person_id, text=text_, now=now, **also)
        number = perform(database, note).value
        if then is not None:
            perform(database, partial(then, bind_id=number))


def told_of_binds(database):
    with database.reading() as session:
        return [(each.text, each.state) for each in binds.of_person(session, 1)]


@pytest.mark.parametrize("kind", [ExportKind.VCARD3, ExportKind.VCARD4, ExportKind.CSV])
def test_binds_stay_at_home_unless_asked_for(database, in_binds, tmp_path, kind):
    out = tmp_path / "out"
    exported(database, out, kind)
    for secret in ("no room", "a lift", "ask around", "BIND", "flat of my own"):
        assert secret not in out.read_text("utf-8")

    exported(database, out, kind, private=True)
    whole = out.read_text("utf-8")
    assert "no room" in whole
    for secret in ("flat of my own", "a secret of hers"):
        assert secret not in whole


def test_binds_come_back_with_our_own_card_the_solved_one_solved(database, in_binds, now, tmp_path):
    out = tmp_path / "out.vcf"
    exported(database, out, ExportKind.VCARD4, private=True)
    with database.writing() as writing:
        writing.session.execute(text("DELETE FROM person"))
    import_cards(database, now, out.read_text("utf-8"))

    assert told_of_binds(database) == [
        ("no room, since May", BindState.OPEN),
        ("a lift", BindState.SOLVED),
    ]
    with database.reading() as session:
        assert people.find_people(session, "in:bind") == people.find_people(session, "room may")
        assert len(people.find_people(session, "in:bind")) == 1
    perform(database, history.undo)
    assert told_of_binds(database) == []


@pytest.mark.parametrize("kind", [ExportKind.VCARD4, ExportKind.CSV])
def test_a_file_with_binds_changes_nothing_when_it_comes_back(
    database, in_binds, now, tmp_path, kind
):
    from passalong.services import imports

    out = tmp_path / ("out.csv" if kind is ExportKind.CSV else "out.vcf")
    exported(database, out, kind, private=True)
    before = told_of_binds(database)

    report = perform(
        database,
        lambda session: imports.import_now(session, imports.sources_of([str(out)]), now, no_matter),
    ).value
    assert (report.added, report.updated) == (0, 0)
    assert told_of_binds(database) == before


def test_the_copy_of_everything_has_every_bind_and_that_of_one_person_only_theirs(
    database, in_binds, tmp_path
):
    out = tmp_path / "out.json"
    exported(database, out, ExportKind.JSON)
    everything = json.loads(out.read_text("utf-8"))["tables"]
    assert len(everything["bind"]) == 4

    exported(database, out, ExportKind.JSON, [1])
    texts = {row["text"] for row in json.loads(out.read_text("utf-8"))["tables"]["bind"]}
    assert texts == {"no room, since May", "a lift", "a secret of hers"}


def test_our_own_card_brings_back_what_only_we_know(database, now, tmp_path):
    import_cards(database, now, ADA)
    out = tmp_path / "out.vcf"
    exported(database, out, ExportKind.VCARD4, private=True)

    with database.writing() as writing:
        writing.session.execute(text("DELETE FROM person"))
    import_cards(database, now, out.read_text("utf-8"))

    with database.reading() as session:
        assert session.query(tables.Need.text).all() == [("a CFO; soon",)]
        assert session.query(tables.Value.text).all() == [("golf",)]
        assert session.query(tables.Asset.text).all() == [("a flat",)]


@pytest.mark.parametrize("kind", [ExportKind.VCARD3, ExportKind.VCARD4, ExportKind.CSV])
@pytest.mark.parametrize("private", [True, False])
def test_our_own_file_imported_again_changes_nothing(database, now, tmp_path, kind, private):
    import_cards(database, now, ADA, BEN, vcard("Nobody Else"), vcard("Nobody Else", "NOTE:x"))
    out = tmp_path / ("out.csv" if kind is ExportKind.CSV else "out.vcf")
    exported(database, out, kind, private=private)

    from passalong.services import imports

    report = perform(
        database,
        lambda session: imports.import_now(session, imports.sources_of([str(out)]), now, no_matter),
    ).value

    assert (report.added, report.updated) == (0, 0)


def test_only_the_people_asked_for_in_their_order(database, now, tmp_path):
    import_cards(database, now, ADA, BEN, vcard("Cleo"))
    out = tmp_path / "out.vcf"

    assert exported(database, out, ExportKind.VCARD3, [3, 1]) == 2
    assert [card.name for card in cards_in(out)] == ["Cleo", "Ada Lovelace"]


def test_who_is_in_the_trash_is_not_exported(database, now, tmp_path):
    import_cards(database, now, ADA, BEN)
    with database.writing() as writing:
        writing.session.execute(text("UPDATE person SET deleted_at = '2026-01-01' WHERE id = 1"))
    out = tmp_path / "out.vcf"

    assert exported(database, out, ExportKind.VCARD3) == 1
    assert [card.name for card in cards_in(out)] == ["Ben Roth"]


def test_a_person_without_a_card_keeps_who_they_are(database, now, tmp_path):
    import_cards(database, now, BEN)
    out = tmp_path / "out.vcf"
    exported(database, out, ExportKind.VCARD3)

    with database.reading() as session:
        uid = session.query(tables.Person.uid).scalar()
    assert cards_in(out)[0].uid == f"urn:uuid:{uid}"


def test_a_table_has_room_for_who_has_the_most(database, now, tmp_path):
    import_cards(database, now, vcard("Ada", *(f"EMAIL:a{n}@x.org" for n in range(6))), BEN)
    out = tmp_path / "out.csv"

    exported(database, out, ExportKind.CSV)

    ada, ben = csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))
    assert [ada[f"E-mail {n} - Value"] for n in range(1, 7)] == [f"a{n}@x.org" for n in range(6)]
    assert ben["E-mail 2 - Value"] == ""
    assert "Notes" not in ada


def test_a_copy_of_everything_leaves_nothing_out(database, now, tmp_path):
    import_cards(database, now, ADA, BEN)
    out = tmp_path / "out.json"

    assert exported(database, out, ExportKind.JSON) == 2

    copy = json.loads(out.read_text("utf-8"))
    assert (copy["format"], copy["version"]) == ("passalong", REVISION)
    assert set(copy["tables"]) == {table.name for table in tables.Base.metadata.sorted_tables}
    assert [row["name"] for row in copy["tables"]["person"]] == ["Ada Lovelace", "Ben Roth"]
    assert copy["tables"]["note"][0]["text"] == "Plays golf, badly"
    assert len(copy["tables"]["card"]) == 2

    exported(database, out, ExportKind.JSON, [2])
    copy = json.loads(out.read_text("utf-8"))
    assert [row["name"] for row in copy["tables"]["person"]] == ["Ben Roth"]
    assert copy["tables"]["note"] == []


def test_the_ledger_leaves_in_no_card_and_goes_along_in_a_copy_of_everything(
    database, now, tmp_path
):
    import_cards(database, now, ADA, BEN)
    for person_id in (1, 2):
        service = partial(
            ledger.log_exchange,
            person_id=person_id,
            direction=Direction.FROM_ME,
            at=now,
            channel=Channel.CALL,
            carried=Carried.HELP,
            text=f"secret call {person_id}",
            now=now,
        )
        perform(database, service)
    perform(database, partial(opportunities.capture, text="a secret thing", now=now))

    for kind in (ExportKind.VCARD3, ExportKind.VCARD4, ExportKind.CSV):
        for private in (False, True):
            out = tmp_path / f"out.{kind}"
            with database.reading() as session:
                exports.export(session, out, kind, None, private, no_matter)
            assert b"secret" not in out.read_bytes()

    out = tmp_path / "out.json"
    exported(database, out, ExportKind.JSON)
    copy = json.loads(out.read_text("utf-8"))["tables"]
    assert [row["text"] for row in copy["exchange"]] == ["secret call 1", "secret call 2"]
    assert [row["title"] for row in copy["opportunity"]] == ["a secret thing"]
    exported(database, out, ExportKind.JSON, [2])
    copy = json.loads(out.read_text("utf-8"))["tables"]
    assert [row["text"] for row in copy["exchange"]] == ["secret call 2"]
    assert "opportunity" not in copy


def test_an_introduction_is_copied_only_with_both_who_are_in_it(database, now, tmp_path):
    import_cards(database, now, ADA, BEN)
    gets = {"a_gets": "a flat", "b_gets": "a lawyer"}
    number = perform(database, partial(introductions.begin, a_id=1, b_id=2, now=now, **gets)).value
    with database.writing() as writing:
        asked = tables.IntroductionQuestion(introduction_id=number, person_id=2, asked_at=now)
        writing.session.add(asked)
    mine = perform(database, partial(asking.ask_for_help, text="a secret bind", now=now))
    assert mine.value
    out = tmp_path / "out.json"

    def copied(*person_ids):
        exported(database, out, ExportKind.JSON, list(person_ids))
        kept = json.loads(out.read_text("utf-8"))["tables"]
        return len(kept["introduction"]), len(kept["introduction_question"])

    assert copied(1, 2) == (1, 1)
    assert copied(2) == (0, 0)
    assert b"secret" not in out.read_bytes()


def test_cancelling_leaves_the_file_that_was_there(database, now, tmp_path):
    import_cards(database, now, ADA, BEN)
    out = tmp_path / "out.vcf"
    out.write_text("before")

    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled), database.reading() as session:
        exports.export(session, out, ExportKind.VCARD3, None, False, stop)  # noqa: FBT003
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir() if "sqlite" not in path.name) == [
        "out.vcf"
    ]


def test_a_folder_that_is_not_there(database, tmp_path):
    with pytest.raises(Trouble, match="is not there") as told:
        exported(database, tmp_path / "gone" / "out.vcf", ExportKind.VCARD3)
    assert told.value.advice


def test_a_folder_in_place_of_the_file(database, tmp_path):
    with pytest.raises(Trouble, match="is a folder"):
        exported(database, tmp_path, ExportKind.VCARD3)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "may not be written"),
        (errno.EIO, "could not"),
    ],
)
def test_what_the_disk_says_is_told_in_words(database, now, tmp_path, monkeypatch, code, said):
    import_cards(database, now, ADA)
    out = tmp_path / "out.vcf"

    def fail(_number):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Trouble, match=said) as told:
        exported(database, out, ExportKind.VCARD3)
    assert told.value.advice
    assert not out.exists()


def test_an_exported_file_is_private_to_its_owner(database, tmp_path):
    out = tmp_path / "out.vcf"
    exported(database, out, ExportKind.VCARD3)

    assert out.stat().st_mode & 0o077 == 0
