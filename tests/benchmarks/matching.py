"""Rank a collection of texts through the program itself, and write what ``score.py`` reads.

    python3 packaging/dev.py bench matching --corpus DIR --run OUT.jsonl [--queries FILE]

``DIR`` has ``contacts.jsonl`` (id, name, notes, tags) and ``queries.jsonl`` (id,
text).  The people go into a book of their own by the ordinary services; every
text goes to ``suggestions.suggest_for_text``, as from the window.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from tests.benchmarks import books

from passalong import resources
from passalong.services import editing, people, suggestions
from passalong.services.outcome import Outcome, perform
from passalong.services.people_matcher import PeopleMatcher
from passalong.store.database import Database

_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_RANKED = 50  # people written for each text


def main(arguments: Sequence[str]) -> int:
    """Rank, write the run file and say how often each strength was given."""
    parser = argparse.ArgumentParser(prog="dev.py bench matching", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder with the people")
    parser.add_argument("--run", type=Path, required=True, help="the file to write")
    parser.add_argument("--queries", type=Path, help="other texts than the folder's queries.jsonl")
    asked = parser.parse_args(arguments)
    contacts = _lines(asked.corpus / "contacts.jsonl")
    texts = _lines(asked.queries or asked.corpus / "queries.jsonl")
    with tempfile.TemporaryDirectory(prefix="passalong-bench-") as folder:
        path = Path(folder) / "book.db"
        with books.opened(path) as database:
            names = perform(database, partial(_add_all, contacts=contacts)).value
            matcher = PeopleMatcher(resources.folder("model"), Path(folder) / "people.index")
            database.info[suggestions.MATCHER] = matcher
            with database.reading() as session:
                matcher.read_all(session)
            run = [_ranked(database, text, names) for text in texts]
    asked.run.write_text("".join(json.dumps(line) + "\n" for line in run), encoding="utf-8")
    strengths = Counter(line["strength"] for line in run)
    print(f"{len(contacts)} people, {len(texts)} texts, ranked by {matcher.basis.value}.")
    print("The first was: " + ", ".join(f"{n} times {word}" for word, n in strengths.most_common()))
    return 0


def _add_all(session: Session, contacts: Iterable[dict[str, Any]]) -> Outcome[dict[int, str]]:
    """Add everybody in one step; the value is each one's id in the collection, by number."""
    names: dict[int, str] = {}
    tags: dict[str, list[int]] = {}
    for contact in contacts:
        number = people.add_person(session, contact["name"].replace(":", " "), _NOW).value
        names[number] = contact["id"]
        if contact["notes"].strip():
            editing.write_note(session, number, contact["notes"], None, _NOW)
        for tag in contact.get("tags", ()):
            tags.setdefault(tag, []).append(number)
    for tag, numbers in tags.items():
        editing.tag_people(session, numbers, [tag], _NOW)
    return Outcome(names)


def _ranked(database: Database, text: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    with database.reading() as session:
        found = suggestions.suggest_for_text(session, text["text"], _NOW, limit=_RANKED)
    nobody = found.nobody_obvious or not found.people
    return {
        "query": text["id"],
        "ranked": [names[person.person_id] for person in found.people],
        "scores": [person.chance for person in found.people],
        "strength": "nobody obvious" if nobody else found.people[0].strength.value,
    }


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
