"""A saved mail becomes something to pass along, however it was written."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.opportunity import OpportunityKind
from passalong.domain.source import MOST_BYTES, MOST_TEXT
from passalong.errors import Trouble
from passalong.interchange.mail_text import from_mail, is_mail


def mail(text="Two tickets, see https://example.org/game.", html="", **headers):
    message = EmailMessage()
    message["From"] = headers.get("sender", "Carla Ruíz <carla@ruiz.example>")
    message["Subject"] = headers.get("subject", "Playoff tickets für Samstag")
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_mail_gives_its_words_subject_sender_and_first_address():
    captured = from_mail("tickets.eml", mail())

    assert captured.text == "Two tickets, see https://example.org/game."
    assert captured.title == "Playoff tickets für Samstag"
    assert captured.sender == "carla@ruiz.example"
    assert captured.url == "https://example.org/game"


def test_an_address_in_a_mail_does_not_make_a_link_of_it():
    said = "I cannot use my two tickets for the game on Saturday. https://example.org/footer"

    assert from_mail("a.eml", mail(said)).kind is OpportunityKind.ITEM
    assert from_mail("a.eml", mail("Worth reading: https://example.org/x")).kind is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("This is the best I read on planners this year: https://example.org/book", "link"),
        ("A good book on planners, free to read, is at https://example.org/planner", "link"),
        ("Mind if I pass this on to you? It is worth an hour: https://example.org/x", "link"),
        ("We are hiring a planner for night trains, see https://example.org/jobs/7", "job"),
        ("The workshop on planners is on Friday, come along: https://example.org/w", "event"),
        ("I have two spare tickets for Saturday, see https://example.org/game here", "item"),
        ("The meeting on tenders was moved to Leipzig.\n-- \nhttps://example.org/me", "knowledge"),
        ("The meeting on tenders was moved to Leipzig, the fourth of March.", "knowledge"),
    ],
)
def test_a_mail_is_what_its_words_say_and_else_the_page_it_speaks_of(said, kind):
    assert from_mail("a.eml", mail(said, subject="For you")).kind == kind


def test_of_a_mail_too_long_to_show_the_beginning_is_taken_and_it_is_said():
    long = from_mail("a.eml", mail("word " * (MOST_TEXT // 5 + 1)))
    assert (len(long.text), long.is_cut) == (MOST_TEXT, True)
    marked = from_mail("a.eml", mail(text="", html="<p>Two tickets</p>" + "<b></b>" * 160_000))
    assert (marked.text, marked.is_cut) == ("Two tickets", True)
    assert not from_mail("a.eml", mail()).is_cut


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"From: a@x.example\n\n", True),
        (b"Received: by x\nSubject: \n\nHello", True),
        (b"nothing of the kind", False),
        (b"%PDF-1.7\n%\xff\xff\n", False),
        (b"a: b\nc: d\n\nHello", False),
        (b"", False),
    ],
)
def test_a_mail_is_told_from_what_is_only_called_one(data, is_one):
    assert is_mail(data) is is_one


def test_the_mail_itself_is_kept():
    data = mail()

    assert from_mail("tickets.eml", data).attachment == ("tickets.eml", "message/rfc822", data)


def test_plain_words_win_over_marked_ones():
    assert from_mail("a.eml", mail("plain", "<b>marked</b>")).text == "plain"


def test_a_mail_of_marks_alone_gives_its_words():
    data = mail(text="", html="<style>b{}</style><p>Two <b>tickets</b></p>")

    assert from_mail("a.eml", data).text == "Two tickets"


def test_the_page_behind_the_words_of_a_marked_mail_is_not_lost():
    page = "https://example.org/planners"
    said = f'<p>The best I read on planners this year is <a href="{page}">here</a>.</p>'
    found = from_mail("a.eml", mail(text="", html=said, subject="For you"))

    assert found.text == f"The best I read on planners this year is here.\n{page}"
    assert (found.url, found.kind) == (page, OpportunityKind.LINK)
    two = said + '<a href="https://example.org/leave">leave this list</a>'
    assert from_mail("a.eml", mail(text="", html=two)).url == ""


def test_an_enclosed_file_is_not_the_text():
    message = EmailMessage()
    message["Subject"] = "Papers"
    message.set_content("See the paper.")
    message.add_attachment("secret, secret", filename="paper.txt")

    assert from_mail("a.eml", message.as_bytes()).text == "See the paper."


def test_a_mail_without_words_is_called_by_its_subject_or_its_file():
    assert from_mail("a.eml", b"Subject: Tickets\n\n").text == "Tickets"
    assert from_mail("tickets.eml", b"\n").text == "tickets"


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: =?no-such-set?q?a?=",
        b"Subject: =?utf-8?b?!!!?=",
        b"From: \xff\xfe@@",
        b"Content-Type: text/plain; charset=no-such-set",
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: multipart/mixed",
        b"Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: base64",
    ],
)
def test_a_broken_header_costs_no_more_than_itself(header):
    captured = from_mail("broken.eml", header + b"\n\nTwo tick\xffts\n")

    assert captured.text


def test_a_mail_nested_without_end_is_read_by_its_headers():
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5_000)
    )

    assert from_mail("deep.eml", b"Subject: Deep\n" + nest).text == "Deep"


def test_a_mail_of_more_than_eight_megabytes_is_refused():
    with pytest.raises(Trouble, match="larger than 8 MB"):
        from_mail("a.eml", b"\n" * (MOST_BYTES + 1))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_mistake_of_ours(data):
    assert from_mail("any.eml", data).text
