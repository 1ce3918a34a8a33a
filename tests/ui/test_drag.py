"""People dragged out of the window are a vCard, without their private parts."""

from functools import partial
from pathlib import Path

import pytest

from passalong.services import people
from passalong.services.outcome import perform
from passalong.ui.people.drag import file_name, people_in, person_mime


@pytest.fixture
def priya(database, now):
    line = "Priya Okafor: into golf #conference needs: a very secret job"
    return perform(database, partial(people.add_person, line=line, now=now)).value


@pytest.fixture
def bo(database, now):
    return perform(database, partial(people.add_person, line="Bo Lindqvist", now=now)).value


@pytest.fixture
def mime_of(operations):
    return partial(person_mime, operations)


def test_the_card_is_there_as_data_and_as_a_file(operations, mime_of, priya):
    mime = mime_of([priya])
    operations.wait()

    data = bytes(mime.data("text/vcard").data())
    [url] = mime.urls()
    assert b"FN:Priya Okafor" in data
    assert Path(url.toLocalFile()).name == "Priya Okafor.vcf"
    assert Path(url.toLocalFile()).read_bytes() == data


def test_private_parts_stay_at_home(operations, mime_of, priya):
    mime = mime_of([priya])
    operations.wait()

    assert b"secret" not in bytes(mime.data("text/vcard").data())


def test_only_its_owner_can_look_into_the_folder(operations, mime_of, priya):
    mime = mime_of([priya])
    operations.wait()

    folder = Path(mime.urls()[0].toLocalFile()).parent
    assert folder.stat().st_mode & 0o077 == 0


def test_several_people_are_one_file(operations, mime_of, priya, bo):
    mime = mime_of([priya, bo])
    operations.wait()

    [url] = mime.urls()
    assert Path(url.toLocalFile()).name == "2 people.vcf"
    assert bytes(mime.data("text/vcard").data()).count(b"BEGIN:VCARD") == 2


def test_starting_to_drag_waits_for_nothing(mime_of, operations, priya, monkeypatch):
    monkeypatch.setattr(operations, "read", lambda *_arguments, **_words: None)

    mime = mime_of([priya])

    assert mime.hasUrls()
    assert mime.hasFormat("text/vcard")
    assert mime.urls() == []


def test_our_own_windows_know_whom_they_are_given(mime_of, priya, bo):
    assert people_in(mime_of([priya, bo])) == (priya, bo)


def test_nobody_cannot_be_dragged(mime_of):
    assert mime_of([]) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Priya Okafor", "Priya Okafor.vcf"),
        ("a/b\\c:d", "a b c d.vcf"),
        ("../../etc/passwd", "etc passwd.vcf"),
        ("CON", "card CON.vcf"),
        ("com1.x", "card com1.x.vcf"),
        ("\x00\n", "card.vcf"),
        ("x" * 300, "x" * 60 + ".vcf"),
        ("李小龙", "李小龙.vcf"),
    ],
)
def test_every_system_can_keep_the_file(name, expected):
    assert file_name(name) == expected
