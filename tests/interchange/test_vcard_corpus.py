"""The shared collection of real cards: all of them right, in and out again.

It is no part of the repository; where it is missing these tests say so and are
passed over.
"""

import base64
import json
import re
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import vobject

from passalong.domain.card import ContactCard
from passalong.interchange.neutral import neutral
from passalong.interchange.vcard import FoundCard, read_cards, read_one, write_card

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "vcards"
pytestmark = pytest.mark.skipif(
    not (CORPUS / "expectations.json").exists(), reason="the shared cards are not here"
)
FILES = sorted(path for path in CORPUS.rglob("*.vcf"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORPUS)))


def read(path: Path) -> list[FoundCard]:
    with path.open("rb") as stream:
        return list(read_cards(stream))


def scorer() -> dict:
    return runpy.run_path(str(CORPUS / "check_import.py"))


def expectations() -> dict:
    return json.loads((CORPUS / "expectations.json").read_text(encoding="utf-8"))["files"]


def test_every_card_of_the_collection_is_read_right(tmp_path):
    output = tmp_path / "out.jsonl"
    with output.open("w", encoding="utf-8") as lines:
        for path in FILES:
            for found in read(path):
                neutral_card = neutral(found, str(path.relative_to(CORPUS)))
                lines.write(json.dumps(neutral_card, ensure_ascii=False) + "\n")

    check = [sys.executable, str(CORPUS / "check_import.py"), "--corpus", str(CORPUS)]
    result = subprocess.run(
        [*check, "--jsonl", str(output), "--verbose", "--min-rate", "1"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 0, result.stdout
    assert "crashes 0   optional failing 0" in result.stdout
    assert "mangled 0  lost 0  invented 0" in result.stdout


def comparable(card: ContactCard) -> ContactCard:
    """Leave out what no vCard can hold: lines that are none, and the bytes."""
    kept = tuple(line for line in card.unknown if re.fullmatch("[A-Za-z0-9-]+", line.name))
    return replace(card, original=b"", unknown=kept)


@each_file
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_exported_reads_as_what_was_imported(path, version):
    for found in read(path):
        if found.card:
            again = read_one(write_card(found.card, version)).card
            assert comparable(again) == comparable(found.card)


def the_same_in_vobject(data: bytes, expected: dict, check: dict) -> dict | None:
    """Return what vobject makes of a card, where that is what must be found in it."""
    try:
        text = data.decode()
        component = vobject.readOne(text, allowQP=True)
    except Exception:  # noqa: BLE001 - whatever it raises, it did not read the card
        return None
    values = component.contents
    photos = [photo.value for photo in values.get("photo", [])]
    birthdays = [str(day.value) for day in values.get("bday", [])]
    found = {
        "names": [str(name.value) for name in values.get("fn", [])],
        "emails": [email.value for email in values.get("email", []) if email.value],
        "phones": [str(tel.value) for tel in values.get("tel", []) if tel.value],
        "org": [unit for org in values.get("org", []) for unit in org.value],
        "note": "\n".join(str(note.value) for note in values.get("note", [])),
        "categories": [
            tag
            for tags in values.get("categories", [])
            for tag in (tags.value if isinstance(tags.value, list) else [tags.value])
        ],
        "birthday": birthdays[0] if birthdays else None,
        "photo_bytes": len(photos[0]) if photos and isinstance(photos[0], bytes) else 0,
    }
    right = all(problem is None for problem in check["check_card"](expected, found).values())
    return found if right else None


@pytest.mark.filterwarnings("ignore")
def test_every_card_that_vobject_reads_right_reads_the_same(tmp_path):
    check = scorer()
    generated = tmp_path / "many.vcf"
    truth = tmp_path / "truth.jsonl"
    command = [str(CORPUS / "gen_vcards.py"), str(generated), "-n", "100", "--photo-kb", "1"]
    subprocess.run([sys.executable, *command, "--truth", str(truth)], check=True)
    known = {CORPUS / name: facts["cards"] for name, facts in expectations().items()}
    known[generated] = [
        told | {"birthday": [told["birthday"]]}
        for told in map(json.loads, truth.read_text("utf-8").splitlines())
    ]
    compared = 0
    for path, facts in known.items():
        cards = read(path)
        if len(cards) != len(facts):
            continue
        for found, expected in zip(cards, facts, strict=True):
            constraints = {name: value for name, value in expected.items() if value is not None}
            original = found.card.original if found.card else b""
            theirs = the_same_in_vobject(original, constraints, check)
            if theirs is None:
                continue
            compared += 1
            ours = neutral(found, str(path))
            facts_of_theirs = {name: theirs[name] for name in theirs if name in constraints}
            if "birthday" in facts_of_theirs:  # there may be several right answers
                facts_of_theirs["birthday"] = constraints["birthday"]
            problems = check["check_card"](facts_of_theirs, ours)
            assert not any(problems.values()), (path.name, found.position, problems)
    assert compared > 200


def test_base64_is_what_vobject_takes_it_for():
    data = bytes(range(256))
    photo = "PHOTO;ENCODING=b:" + base64.b64encode(data).decode()
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n{photo}\r\nEND:VCARD\r\n"

    assert read_one(card.encode()).card.photo.data == vobject.readOne(card).photo.value == data


@each_file
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_exported_reads_the_same_in_vobject(path, version):
    for found in read(path):
        if found.card is None or (found.card.photo and version == "4.0"):
            continue  # vobject knows no data: addresses
        theirs = vobject.readOne(write_card(found.card, version).decode())
        assert theirs.fn.value == found.card.name
        numbers = [tel.value.removeprefix("tel:") for tel in theirs.contents.get("tel", [])]
        assert numbers == [tel.number for tel in found.card.telephones]
        notes = [note.value for note in theirs.contents.get("note", [])]
        assert notes == list(found.card.notes)
