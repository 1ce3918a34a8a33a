"""Sentences, words and languages of what is noted."""

import pytest
import Stemmer
from hypothesis import given
from hypothesis import strategies as st

from passalong import resources
from passalong.matching.language import UNKNOWN, language_of, usual_language
from passalong.matching.sentences import sentences_of
from passalong.matching.stems import stem_of, words_of


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("i'm a nurse. i am a great baker.", ["i'm a nurse.", "i am a great baker."]),
        ("Met Dr. Smith in St. Louis. Golf!", ["Met Dr. Smith in St. Louis.", "Golf!"]),
        ("likes golf\nhates rain", ["likes golf", "hates rain"]),
        ("likes golf  hates rain", ["likes golf", "hates rain"]),
        ("Fährt Rad; sucht eine Wohnung", ["Fährt Rad;", "sucht eine Wohnung"]),
        ("喜欢高尔夫。住在柏林。", ["喜欢高尔夫。", "住在柏林。"]),
        ("... !!", []),
    ],
)
def test_a_note_is_split_into_its_sentences(text, sentences):
    assert split(text) == sentences


def test_a_stretch_without_a_full_stop_is_cut_between_words():
    parts = split("word " * 400)
    assert all(len(part) <= 400 and part.endswith("word") for part in parts)
    assert sum(part.count("word") for part in parts) == 400


@given(st.text(max_size=500))
def test_sentences_stand_in_order_and_lose_no_letter(text):
    places = sentences_of(text)
    assert places == sorted(places)
    kept = "".join(text[start:end] for start, end in places)
    assert sum(map(str.isalnum, text)) - sum(map(str.isalnum, kept)) <= text.count("\n") + 250


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Never misses a game with his son", "english"),
        ("Joue au golf tous les dimanches", "french"),
        ("Sucht einen Steuerberater in Köln", "german"),
        ("Busca un inversor para su empresa", "spanish"),
        ("Cerca un appartamento per la figlia", "italian"),
        ("Zoekt een huis voor het gezin", "dutch"),
        ("Любит рыбалку", "russian"),
        ("他喜欢高尔夫球", UNKNOWN),
        ("golf", "english"),
    ],
)
def test_a_language_is_told_by_its_common_words(text, language):
    assert language_of(text) == language


def test_a_line_that_says_nothing_of_it_is_in_the_usual_language():
    usual = usual_language(["Joue au golf avec son frère", "randonnée", "Elle est dans la mode"])
    assert usual == "french"
    assert language_of("randonnée", usual) == "french"


def stems(text: str, language: str = "english") -> list[str]:
    return [word.stem for word in words_of(text, language)]


def test_endings_accents_and_case_do_not_matter():
    assert stems("Café owners") == stems("a CAFE owner") == ["cafe", "owner"]


def test_small_talk_says_nothing():
    assert stems("Hey, how are you doing? That sounds awesome, lol") == []


def test_a_word_joined_to_a_particle_is_one_word():
    assert stems("play-off") == stems("playoff")
    assert stems("season-ticket") == stems("season ticket")


def test_places_count_the_signs_of_the_text_itself():
    text = "Straße: ﬁne Café-Besitzer"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Straße", "Café", "Besitzer",
    ] or [text[word.start : word.end] for word in words_of(text)] == [
        "Straße", "ﬁne", "Café", "Besitzer",
    ]  # fmt: skip


def test_words_that_are_not_given_to_the_stemmer_are_left_by_it_as_they_are():
    stemmer = Stemmer.Stemmer("english")
    vocabulary = (resources.folder("model") / "vocab.txt").read_text(encoding="utf-8").split()
    words = [word for word in vocabulary if word.isascii() and word.isalpha() and len(word) > 1]
    assert len(words) > 15_000
    wrong = [word for word in words if stem_of(word) not in ("", stemmer.stemWord(word))]
    assert wrong == []
