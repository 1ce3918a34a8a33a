import pytest
from PySide6.QtCore import QMimeData, QUrl

from passalong.ui.dropped import Dropped, brings_address_books, what_is_in


def urls(*addresses):
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


def text(words):
    mime = QMimeData()
    mime.setText(words)
    return mime


@pytest.mark.parametrize("name", ["a.vcf", "A.VCF", "b.vcard", "c.csv", "my contacts"])
def test_address_books_and_folders_are_imported(name):
    mime = urls(f"file:///home/ada/{name}")

    assert what_is_in(mime).paths == (f"/home/ada/{name}",)
    assert brings_address_books(mime)


def test_other_files_are_captured_by_their_name():
    mime = urls("file:///home/ada/flyer.pdf")

    assert what_is_in(mime) == Dropped(text="flyer.pdf")
    assert not brings_address_books(mime)


def test_a_web_address_is_captured():
    assert what_is_in(urls("https://example.org/x")).text == "https://example.org/x"


def test_cards_as_text_are_imported():
    assert what_is_in(text("  begin:vcard\nFN:Ada\nEND:VCARD")).cards.startswith(b"begin:vcard")


def test_cards_of_another_program_are_imported():
    mime = QMimeData()
    mime.setData("text/vcard", b"BEGIN:VCARD")

    assert what_is_in(mime).cards == b"BEGIN:VCARD"


def test_any_other_text_is_captured():
    assert what_is_in(text(" two tickets ")).text == "two tickets"


def test_nothing_is_nothing():
    assert not any(what_is_in(QMimeData()))
