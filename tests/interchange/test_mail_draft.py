"""A letter as a draft that mail programs open."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from passalong.domain.message import Addressee, Letter
from passalong.errors import Trouble
from passalong.interchange.mail_draft import write_draft

LETTER = Letter(
    "Zoë Öberg", "zoe@example.org", "Züge & more", "Hi Zoë,\n\nlong\n", "", too_long=True
)


def read(path):
    return message_from_bytes(path.read_bytes(), policy=default)


def test_a_draft_says_everything_and_that_it_was_not_sent(tmp_path):
    path = tmp_path / "draft.eml"
    write_draft(LETTER, path)
    draft = read(path)
    assert draft["X-Unsent"] == "1"
    assert draft["Subject"] == "Züge & more"
    (to,) = draft["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Zoë Öberg", "zoe@example.org")
    assert draft.get_content().replace("\r\n", "\n") == "Hi Zoë,\n\nlong\n"


def test_a_draft_to_two_names_both(tmp_path):
    path = tmp_path / "draft.eml"
    write_draft(replace(LETTER, also=Addressee("Ben", "ben@example.org")), path)
    assert [to.addr_spec for to in read(path)["To"].addresses] == [
        "zoe@example.org",
        "ben@example.org",
    ]


@pytest.mark.parametrize("address", ["", "not an address", "zoë@example.org", "a@", "<x>"])
def test_a_draft_without_a_usable_address_is_still_a_draft(tmp_path, address):
    path = tmp_path / "draft.eml"
    write_draft(replace(LETTER, address=address), path)
    assert read(path)["Subject"] == "Züge & more"


def test_a_draft_that_cannot_be_written_is_told_in_words(tmp_path):
    with pytest.raises(Trouble, match="could not be written"):
        write_draft(LETTER, tmp_path / "nowhere" / "draft.eml")
