"""What the window is given for the inbox: files read, senders known, nothing written."""

from email.message import EmailMessage
from functools import partial

import pytest

from passalong.domain.card import Email
from passalong.errors import Trouble
from passalong.services import capturing, editing, opportunities, people
from passalong.services.outcome import perform

MAIL = b"From: Carla <Carla@Ruiz.example>\nSubject: Tickets\n\nTwo tickets for Saturday\n"


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "tickets.eml"
    path.write_bytes(MAIL)
    return path


def add(database, now, name):
    person_id = perform(database, partial(people.add_person, line=name, now=now)).value
    email = Email("carla@ruiz.example")
    perform(
        database,
        lambda session: editing.put_detail(session, person_id, email, None, now),
    )
    return person_id


def test_whoever_sent_a_mail_is_its_giver(database, now, saved):
    carla = add(database, now, "Carla Ruiz")

    with database.reading() as session:
        source = capturing.understand_file(session, saved)

    assert (source.giver_id, source.giver_name) == (carla, "Carla Ruiz")
    assert (source.title, source.text) == ("Tickets", "Two tickets for Saturday")


def test_an_address_of_two_people_names_neither(database, now, saved):
    add(database, now, "Carla Ruiz")
    add(database, now, "Carlos Ruiz")

    with database.reading() as session:
        assert capturing.understand_file(session, saved).giver_id is None


def test_reading_a_source_keeps_nothing(database, now, saved):
    with database.reading() as session:
        capturing.understand_file(session, saved)
        capturing.understand_address(session, "passalong://capture?text=Two+tickets")

        assert opportunities.inbox(session) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\r\n\t"),
        ("mark.txt", b"\x1b\x1b"),
        ("picture.png", b""),
        ("empty.eml", b"From: a@x.example\nSubject: \n\n \n"),
        ("blank.eml", b"\n\n"),
        ("rubbish.eml", b"nothing of the kind"),
        ("binary.eml", bytes(range(256)) * 20),
        ("nested.eml", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5_000),
    ],
)
def test_what_has_nothing_in_it_is_refused_with_its_name(database, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with database.reading() as session, pytest.raises(Trouble) as trouble:
        capturing.understand_file(session, tmp_path / name)
    assert name in trouble.value.what
    assert trouble.value.advice


def test_a_mail_that_only_encloses_something_is_kept(database, tmp_path):
    mail = EmailMessage()
    mail["From"] = "carla@ruiz.example"
    mail.add_attachment(b"a picture", maintype="image", subtype="png", filename="p.png")
    (tmp_path / "picture.eml").write_bytes(mail.as_bytes())
    with database.reading() as session:
        assert capturing.understand_file(session, tmp_path / "picture.eml").attachment


@pytest.mark.parametrize("name", ["gone.eml", "."])
def test_what_cannot_be_read_is_told_with_advice(database, tmp_path, name):
    with database.reading() as session, pytest.raises(Trouble) as trouble:
        capturing.understand_file(session, tmp_path / name)

    assert trouble.value.advice
