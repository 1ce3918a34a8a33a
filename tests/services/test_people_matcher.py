"""People are read in the background, ranked at any time, and kept over a restart."""

import shutil
from functools import partial

import numpy as np
import pytest

from passalong import resources
from passalong.domain.opportunity import CautionKind, Strength, SuggestionAnswer
from passalong.matching import encoder, stems
from passalong.services import (
    editing,
    history,
    opportunities,
    people,
    people_matcher,
    setting_aside,
    suggestions,
)
from passalong.services.outcome import perform
from passalong.services.suggestions import Basis

NOTES = {
    "Ben": "Never misses a Packers game.",
    "Ada": "Looks for a tax adviser.",
    "Sofia": "Allergic to cats.",
    "Luc": "Joue au golf tous les dimanches.",
    "Nobody": "",
}


@pytest.fixture
def model():
    return resources.folder("model")


@pytest.fixture
def joined(database, model, now):
    for name, note in NOTES.items():
        number = perform(database, partial(people.add_person, line=name, now=now)).value
        if note:
            write(database, number, note, now)
    return people_matcher.join(database, model)


def write(database, person_id, text, now):
    perform(
        database,
        partial(editing.write_note, person_id=person_id, text=text, note_id=None, now=now),
    )


def read_all(database):
    with database.reading() as session:
        people_matcher.read_all(session)


def ask(database, text, now):
    with database.reading() as session:
        return suggestions.suggest_for_text(session, text, now)


def number_of(database, name):
    with database.reading() as session:
        return people.resolve(session, name)


def test_until_everybody_is_read_people_are_found_by_words(database, joined, now):
    found = ask(database, "a tax adviser", now)
    assert found.basis is Basis.WORDS_FOR_NOW
    assert [person.name for person in found.people] == ["Ada"]
    read_all(database)
    found = ask(database, "a tax adviser", now)
    assert found.basis is Basis.MEANING
    assert found.people[0].name == "Ada"
    assert found.searched == len(NOTES)


def test_what_is_written_counts_at_once(database, joined, now):
    read_all(database)
    assert ask(database, "an old violin", now).nobody_obvious
    write(database, number_of(database, "Nobody"), "Restores old violins.", now)
    best = ask(database, "an old violin", now).people[0]
    assert (best.name, best.strength) == ("Nobody", Strength.STRONG)
    perform(database, history.undo)
    assert ask(database, "an old violin", now).nobody_obvious


def test_who_was_answered_while_others_were_read_is_told_to_ask_again(
    database, joined, now, monkeypatch
):
    read_all(database)
    answers = []
    whole = people_matcher.PeopleMatcher._read

    def ask_meanwhile(self, session, person_ids):
        answers.append(ask(database, "an old violin", now))
        whole(self, session, person_ids)

    write(database, number_of(database, "Nobody"), "Restores old violins.", now)
    monkeypatch.setattr(people_matcher.PeopleMatcher, "_read", ask_meanwhile)
    with database.reading() as session:
        first, last = joined.read_piece(session), joined.read_piece(session)
        again = joined.read_piece(session)

    assert answers[0].nobody_obvious
    assert (first.more, last.more, last.makes_a_difference) == (True, False, True)
    assert not again.makes_a_difference
    assert ask(database, "an old violin", now).people[0].name == "Nobody"


def test_who_is_deleted_is_no_longer_suggested(database, joined, now):
    read_all(database)
    ada = number_of(database, "Ada")
    perform(database, partial(people.delete_people, ids=[ada], now=now))
    names = [person.name for person in ask(database, "a tax adviser", now).people]
    assert "Ada" not in names


def test_the_next_start_reads_only_who_changed(database, joined, model, now, monkeypatch):
    read_all(database)
    write(database, number_of(database, "Ben"), "Restores old violins.", now)
    read = []
    from passalong.matching import portraits

    whole = portraits.portraits_of

    def noted(some, encoder):
        read.extend(person_id for person_id, _, _ in some)
        return whole(some, encoder)

    monkeypatch.setattr(portraits, "portraits_of", noted)
    people_matcher.join(database, model)
    read_all(database)
    assert read == [number_of(database, "Ben")]
    assert ask(database, "an old violin", now).people[0].name == "Ben"


def test_the_index_may_be_deleted_at_any_time(database, joined, model, now):
    read_all(database)
    index = database.path.with_suffix(".index")
    assert index.stat().st_mode & 0o077 == 0
    index.unlink()
    assert ask(database, "a tax adviser", now).people[0].name == "Ada"
    people_matcher.join(database, model)
    read_all(database)
    assert ask(database, "a tax adviser", now).people[0].name == "Ada"
    assert index.exists()


@pytest.fixture
def opened(monkeypatch):
    """Count how often the vectors are opened."""
    seen = []
    real = encoder.Encoder.__init__

    def begin(self, folder):
        seen.append(folder)
        real(self, folder)

    monkeypatch.setattr(encoder.Encoder, "__init__", begin)
    return seen


def test_nothing_is_opened_at_a_start_when_nobody_changed(database, joined, model, now, opened):
    read_all(database)
    opened.clear()
    people_matcher.join(database, model)

    read_all(database)
    before_ranking = list(opened)
    found = ask(database, "a tax adviser", now)

    assert before_ranking == []
    assert found.basis is Basis.MEANING
    assert found.people[0].name == "Ada"
    assert opened == [model]


def test_nothing_is_opened_where_there_is_nobody(database, model, opened):
    people_matcher.join(database, model)

    read_all(database)

    assert opened == []


def test_who_was_deleted_while_nobody_listened_is_not_suggested_after_a_start(
    database, joined, model, now
):
    read_all(database)
    database.people_touched = lambda _ids: None
    luc = number_of(database, "Luc")
    perform(database, partial(people.delete_people, ids=[luc], now=now))
    people_matcher.join(database, model)

    read_all(database)

    found = ask(database, "a round of golf", now)
    assert found.basis is Basis.MEANING
    assert "Luc" not in {each.name for each in found.people}


def test_an_index_that_goes_after_it_was_compared_with_is_made_anew(database, joined, model, now):
    read_all(database)
    people_matcher.join(database, model)
    read_all(database)

    database.path.with_suffix(".index").unlink()
    at_first = ask(database, "a tax adviser", now)
    read_all(database)

    assert at_first.basis is Basis.WORDS_FOR_NOW
    assert [each.name for each in at_first.people] == ["Ada"]
    found = ask(database, "a tax adviser", now)
    assert found.basis is Basis.MEANING
    assert found.people[0].name == "Ada"
    assert database.path.with_suffix(".index").exists()


def test_once_kept_what_is_large_is_mapped_rather_than_held(database, joined, now):
    read_all(database)
    segment = joined.index.parts[0].segment
    assert isinstance(segment.sentences, np.memmap)
    assert isinstance(segment.means, np.memmap)
    assert ask(database, "a tax adviser", now).people[0].name == "Ada"


def test_words_met_while_everybody_was_read_are_not_kept_in_memory(database, joined, now):
    read_all(database)
    assert stems.stem_of.cache_info().currsize == 0
    assert ask(database, "a tax adviser", now).people[0].name == "Ada"


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_without_whole_vectors_people_are_found_by_words_and_it_is_said(
    database, joined, model, now, tmp_path, harm
):
    folder = tmp_path / "model"
    if harm == "damaged":
        shutil.copytree(model, folder)
        (folder / "vectors.npy").write_bytes(b"nothing of the kind")
    people_matcher.join(database, folder)
    read_all(database)
    found = ask(database, "a tax adviser", now)
    assert found.basis is Basis.WORDS_FOR_DAMAGE
    assert found.people[0].name == "Ada"


def test_a_disk_that_refuses_the_index_hinders_nobody(database, joined, now):
    database.path.with_suffix(".index.partial").mkdir()
    read_all(database)
    assert ask(database, "a tax adviser", now).people[0].name == "Ada"


@pytest.mark.parametrize("text", ["", "   ", "喜欢", "x" * 1_000_000, "a b " * 250_000])
def test_strange_texts_are_answered(database, joined, now, text):
    read_all(database)
    assert ask(database, text, now).nobody_obvious


def test_a_no_counts_for_what_is_alike_and_is_told(database, joined, now):
    read_all(database)
    ada = number_of(database, "Ada")

    def capture(text):
        return perform(database, partial(opportunities.capture, text=text, now=now)).value

    first, second = capture("A tax adviser with free hours"), capture("Knows a good tax adviser")
    perform(
        database,
        partial(
            setting_aside.answer_suggestion,
            opportunity_id=first,
            person_id=ada,
            answer=SuggestionAnswer.NOT_INTERESTED,
            now=now,
        ),
    )
    with database.reading() as session:
        found = suggestions.suggest(session, second, now)
    (person,) = [person for person in found.people if person.person_id == ada]
    assert person.caution is not None
    assert person.caution.kind is CautionKind.SAID_NO
    assert person.strength is not Strength.STRONG
