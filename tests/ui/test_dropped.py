import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from passalong.ui.dropped import Dropped, brings_address_books, what_is_in


def urls(*addresses):
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


def text(words):
    mime = QMimeData()
    mime.setText(words)
    return mime


@pytest.mark.parametrize("name", ["a.vcf", "A.VCF", "b.vcard", "c.csv", "d.tsv", "my contacts"])
def test_address_books_and_folders_are_imported(name):
    mime = urls(f"file:///home/ada/{name}")

    assert what_is_in(mime).paths == (f"/home/ada/{name}",)
    assert brings_address_books(mime)


def test_other_files_beside_an_address_book_are_not_lost():
    mime = urls("file:///home/ada/a.vcf", "file:///home/ada/flyer.pdf")

    assert what_is_in(mime) == Dropped(paths=("/home/ada/a.vcf",), files=("/home/ada/flyer.pdf",))


def test_other_files_are_captured():
    mime = urls("file:///home/ada/flyer.pdf")

    assert what_is_in(mime) == Dropped(files=("/home/ada/flyer.pdf",))
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


def test_a_copied_link_keeps_the_marks_that_know_its_title():
    mime = text("https://example.org/x")
    mime.setHtml('<a href="https://example.org/x">Planner</a>')

    assert "Planner" in what_is_in(mime).html


def test_a_link_dragged_from_firefox_knows_its_title():
    mime = urls("https://example.org/x")
    mime.setData("text/x-moz-url", "https://example.org/x\nQuery <planner>".encode("utf-16-le"))

    assert what_is_in(mime).html == '<a href="https://example.org/x">Query &lt;planner&gt;</a>'


def test_a_picture_is_captured_where_there_is_no_text():
    mime = QMimeData()
    mime.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    mime.setHtml("<img src=x>")

    assert what_is_in(mime).image.width() == 2
