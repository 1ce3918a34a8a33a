"""What is dropped, pasted or handed over opens the capture dialog, filled in, and keeps nothing."""

from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from passalong.domain.opportunity import OpportunityKind
from passalong.services import attachments, opportunities
from passalong.ui import capture_sources
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.captures import Captures
from passalong.ui.dropped import Dropped

PAGE = "https://example.org/planner"


@pytest.fixture
def captures(qtbot, operations):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Captures(operations, window)


def dialog_of(qtbot, captures):
    def shown():
        found = captures.parent().findChildren(CaptureDialog)
        return [each for each in found if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def inbox(database):
    with database.reading() as session:
        return opportunities.inbox(session)


def test_an_address_of_ours_fills_the_dialog_and_keeps_nothing(qtbot, database, captures):
    captures.take_address(f"passalong://capture?text=Worth+it&url={PAGE}&title=Planner&kind=event")

    draft = dialog_of(qtbot, captures).draft()

    assert draft.text == f"Worth it\n{PAGE}"
    assert (draft.kind, draft.entered.title) == (OpportunityKind.EVENT, "Planner")
    assert inbox(database) == []


def test_an_address_that_asks_for_more_is_trouble(qtbot, operations, captures):
    with qtbot.waitSignal(operations.troubled):
        captures.take_address("passalong://delete?all=yes")

    assert captures.parent().findChildren(CaptureDialog) == []


def test_a_dropped_link_brings_its_title(qtbot, database, captures):
    captures.take(Dropped(text=PAGE, html=f'<a href="{PAGE}">Query planner</a>'))
    dialog = dialog_of(qtbot, captures)

    with qtbot.waitSignal(dialog.captured):
        dialog._save.click()

    assert [(each.title, each.url) for each in inbox(database)] == [("Query planner", PAGE)]


def test_a_dropped_mail_is_kept_with_its_words(qtbot, database, captures, tmp_path):
    mail = tmp_path / "tickets.eml"
    mail.write_bytes(b"From: carla@ruiz.example\nSubject: Tickets\n\nTwo for Saturday\n")
    captures.take(Dropped(files=(str(mail),)))
    dialog = dialog_of(qtbot, captures)
    hint = dialog._fields.giver.placeholderText()

    with qtbot.waitSignal(dialog.captured) as captured:
        dialog._save.click()

    assert "carla@ruiz.example" in hint
    with database.reading() as session:
        kept = attachments.attachment(session, captured.args[0])
    assert kept == ("tickets.eml", "message/rfc822", mail.read_bytes())
    assert [(each.title, each.text) for each in inbox(database)] == [
        ("Tickets", "Two for Saturday")
    ]


def test_a_picture_of_the_clipboard_is_kept_as_a_file(qtbot, captures):
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    captures.take(Dropped(image=image))

    attachment = dialog_of(qtbot, captures).draft().attachment

    assert (attachment.name, attachment.media_type) == ("picture.png", "image/png")
    assert QImage.fromData(attachment.data).size() == image.size()


def test_a_picture_of_too_many_pixels_is_not_read(qtbot, operations, captures, tmp_path):
    bomb = tmp_path / "bomb.svg"
    bomb.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>')

    with qtbot.waitSignal(operations.troubled) as trouble:
        captures.take(Dropped(files=(str(bomb),)))

    assert trouble.args[0].what == "This picture has too many pixels."


def test_several_files_are_captured_one_after_the_other(qtbot, captures, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    captures.take(Dropped(files=(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))))
    first = dialog_of(qtbot, captures)
    said = first.draft().text

    first.reject()
    qtbot.waitUntil(lambda: not first.isVisible())

    assert [said, dialog_of(qtbot, captures).draft().text] == ["a.txt", "b.txt"]


def dropped(folder, **texts):
    """Return files as they are dropped, in this order."""
    names = {name: folder / name.replace("_", ".") for name in texts}
    for name, path in names.items():
        path.write_text(texts[name])
    return Dropped(files=tuple(map(str, names.values())))


def test_a_file_that_is_refused_does_not_hinder_the_others(qtbot, operations, captures, tmp_path):
    told = []
    operations.troubled.connect(told.append)
    captures.take(dropped(tmp_path, empty_txt="", a_txt="a first", bad_eml="?", b_txt="a second"))

    for said in ("a first", "a second"):
        dialog = dialog_of(qtbot, captures)
        assert dialog.draft().text == said
        assert told == []  # until all are done
        dialog.reject()

    qtbot.waitUntil(lambda: len(told) == 1)
    refused = "“empty.txt” is empty; “bad.eml” is no mail"
    assert str(told[0]) == f"2 of 4 files could not be captured: {refused}."


def test_a_single_file_that_is_refused_is_told_as_it_is(qtbot, operations, captures, tmp_path):
    with qtbot.waitSignal(operations.troubled) as told:
        captures.take(dropped(tmp_path, empty_txt=""))
    assert told.args[0].what == "“empty.txt” is empty."


def test_a_file_that_comes_while_others_wait_takes_its_turn_at_once(qtbot, captures, tmp_path):
    captures.take(dropped(tmp_path, a_txt="a", b_txt="b"))
    first = dialog_of(qtbot, captures)
    with qtbot.waitSignal(first.finished):
        captures.take(dropped(tmp_path, c_txt="c"))  # another program hands one over
    second = dialog_of(qtbot, captures)
    assert second.draft().text == "c"
    second.reject()
    assert dialog_of(qtbot, captures).draft().text == "b"


def test_several_files_dropped_into_the_field_are_all_captured(qtbot, captures, tmp_path):
    captures.capture()
    first = dialog_of(qtbot, captures)
    first._take(dropped(tmp_path, a_txt="a", b_txt="b"))
    qtbot.waitUntil(lambda: first.draft().text == "a")
    first.reject()
    assert dialog_of(qtbot, captures).draft().text == "b"


def test_it_is_said_where_only_the_beginning_of_a_mail_stands(qtbot, captures, tmp_path):
    captures.take(dropped(tmp_path, long_eml="Subject: Long\n\n" + "word " * 45_000))
    dialog = dialog_of(qtbot, captures)
    assert dialog._cut.isVisible()
    assert dialog._cut.text().startswith("Only the beginning of its text")
    assert dialog.draft().is_cut
    dialog.reject()

    captures.capture("Two tickets")
    assert not dialog_of(qtbot, captures)._cut.isVisible()


def test_what_was_typed_comes_back_whole_after_escape(qtbot, captures):
    captures.capture()
    dialog = dialog_of(qtbot, captures)
    qtbot.keyClicks(dialog._text, "half a thou")
    dialog._fold_or_unfold()
    qtbot.keyClicks(dialog._fields.title, "A title")
    qtbot.keyClicks(dialog._fields.until.line, "2026-12-24")
    typed = dialog.draft()

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    captures.capture()

    assert dialog_of(qtbot, captures).draft() == typed
    assert typed.entered.expires_on.isoformat() == "2026-12-24"


def test_a_drop_does_not_lose_what_was_typed_before(qtbot, captures):
    captures.capture()
    qtbot.keyClicks(dialog_of(qtbot, captures)._text, "half a thou")

    captures.take(Dropped(text="dropped"))
    qtbot.waitUntil(lambda: dialog_of(qtbot, captures).draft().text == "dropped")
    dialog_of(qtbot, captures).reject()
    captures.capture()

    assert dialog_of(qtbot, captures).draft().text == "half a thou"


def test_a_file_pasted_into_the_field_is_kept_beside_the_text(qtbot, captures, tmp_path):
    flyer = tmp_path / "flyer.pdf"
    flyer.write_bytes(b"%PDF")
    captures.capture()
    dialog = dialog_of(qtbot, captures)
    qtbot.keyClicks(dialog._text, "The fair")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(flyer))])

    dialog._text.insertFromMimeData(mime)

    qtbot.waitUntil(lambda: dialog.draft().attachment is not None)
    assert dialog.draft().text == "The fair"
    assert dialog.draft().attachment.name == "flyer.pdf"


@pytest.mark.parametrize("wanted", [True, False])
def test_a_title_is_fetched_only_when_that_was_turned_on(qtbot, captures, monkeypatch, wanted):
    asked, seen = [], Event()

    def fetch(url):
        asked.append(url)
        seen.wait(10)
        return "Its title"

    monkeypatch.setattr("passalong.services.capturing.fetch_title", fetch)
    captures.fetch_titles = wanted

    captures.take(Dropped(text=PAGE))
    dialog = dialog_of(qtbot, captures)

    if wanted:
        assert "example.org" in dialog._asking.text()
        assert dialog._asking.isVisible()
        seen.set()
        qtbot.waitUntil(lambda: dialog.draft().entered.title == "Its title")
    assert asked == ([PAGE] if wanted else [])
    assert dialog._asking.isHidden()


def test_what_has_nothing_in_it_opens_nothing(operations):
    assert capture_sources.understand(operations, Dropped()) is None
