"""The word vectors' making: what is read from WordNet, what is put together, how it is kept."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
HEAD = "  1 This software and database is being provided to you, the LICENSEE, by  \n"
NOUNS = HEAD + (
    "00000100 13 n 02 ice_cream 0 icecream 0 001 @ 00000900 n 0000 | frozen cream; "
    '"he ate ice cream"; "sundae"\n'
    "00000200 04 n 01 sailing 0 000 | the use of sails\n"
    "00000300 18 n 01 hardy 0 001 @i 00000900 n 0000 | English novelist\n"
    "00000400 15 n 01 paris 0 001 @i 00000900 n 0000 | the capital of France\n"
    "00000500 06 n 01 sailing 0 000 | a thing that is also called so\n"
)
VERBS = HEAD + (
    '00000700 29 v 01 mend 0 000 02 + 08 00 + 11 00 | make whole; "mend the roof"\n'
    "00000800 29 v 01 sleep 0 000 01 + 02 00 | be asleep\n"
)


def making(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


texts, sentences, files = (
    making(name) for name in ("model_texts", "model_sentences", "model_file")
)


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    index = {
        "noun": HEAD
        + "ice_cream n 1 1 @ 1 1 00000100\nsailing n 2 0 2 1 00000200 00000500\n"
        + "hardy n 1 1 @i 1 1 00000300\nparis n 1 1 @i 1 1 00000400\n",
        "verb": HEAD + "mend v 1 0 1 1 00000700\nsleep v 1 0 1 1 00000800\n",
    }
    data = {"noun": NOUNS, "verb": VERBS, "adj": HEAD, "adv": HEAD}
    for part, lines in index.items():
        (tmp_path / f"index.{part}").write_text(lines, encoding="latin-1")
    for part, lines in data.items():
        (tmp_path / f"data.{part}").write_text(lines, encoding="latin-1")
    return tmp_path


def ranks(*pieces: str) -> dict[str, int]:
    return {piece: rank for rank, piece in enumerate(pieces)}


def test_a_synset_gives_its_words_and_its_gloss() -> None:
    (found,) = texts.synsets([HEAD, NOUNS.splitlines()[1]])
    words, gloss = found
    assert words == ["ice cream", "icecream"]
    assert gloss.startswith("frozen cream")


def test_where_an_adjective_stands_is_no_part_of_it() -> None:
    line = "00000001 00 a 01 afloat(p) 0 000 | borne on the water"
    assert next(iter(texts.synsets([line])))[0] == ["afloat"]


def test_a_gloss_parts_into_a_definition_and_sentences_of_more_than_a_word() -> None:
    assert texts.parted('frozen cream; "he ate it"; "sundae"') == ("frozen cream", ["he ate it"])


def test_examples_glosses_and_lemmas_are_all_read(wordnet: Path) -> None:
    found = texts.training_texts(wordnet)
    assert {"he ate ice cream", "mend the roof", "the use of sails", "ice cream"} <= set(found)
    assert "sundae" not in found
    assert found == texts.training_texts(wordnet)


def test_a_word_stands_under_its_most_usual_sense_and_the_common_first(wordnet: Path) -> None:
    known = ranks("paris", "sailing", "ice", "cream", "hardy", "mend", "sleep")
    words = sentences.common_words(wordnet, known)
    assert words["act"] == ["sailing"]
    assert "thing" not in words
    assert words["food"] == ["ice cream"]


def test_names_are_left_out_but_for_places(wordnet: Path) -> None:
    words = sentences.common_words(wordnet, ranks("paris", "hardy"))
    assert words == {"place": ["paris"]}


def test_only_verbs_that_take_an_object_are_filled_in(wordnet: Path) -> None:
    assert sentences.common_words(wordnet, ranks("mend", "sleep")) == {"do": ["mend"]}


def test_a_word_that_the_vocabulary_has_not_whole_is_left_out(wordnet: Path) -> None:
    assert sentences.common_words(wordnet, ranks("ice", "sleep")) == {}


def test_words_that_the_vocabulary_has_whole_are_texts_too(tmp_path: Path) -> None:
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("[PAD]\na\n!\npackers\n##ing\n1990\nécole\n", encoding="utf-8")
    assert sentences.whole_words(vocabulary) == ["packers"]


def test_every_pattern_can_be_filled() -> None:
    kinds = {*sentences._KINDS.values(), *sentences._TRANSITIVE.values()}
    words = {kind: ["x"] for kind in kinds}
    groups = sentences.patterns(sentences._PATTERNS.read_text(encoding="utf-8"))
    assert len(groups) == 4
    for pattern in (pattern for group in groups for pattern in group):
        said = sentences.filled(pattern, words, random.Random(1))
        assert said
        assert "{" not in said


def test_a_row_comes_back_within_half_a_step_of_itself() -> None:
    vectors = np.random.default_rng(3).normal(size=(40, 256)).astype(np.float32)
    vectors[7] = 0
    rows, scales = files.quantised(vectors)
    assert rows.dtype == np.int8
    assert scales.dtype == np.float32
    away = np.abs(rows * scales[:, None] - vectors)
    assert np.all(away <= scales[:, None] * 0.5 + 1e-7)
    assert not rows[7].any()


def test_what_is_written_matches_its_checksums(tmp_path: Path) -> None:
    vocabulary = tmp_path / "pieces"
    vocabulary.write_text("a\nb\n", encoding="utf-8")
    files.write(np.eye(2, 4, dtype=np.float32), vocabulary, tmp_path / "model")
    assert files.whole(tmp_path / "model")
    (tmp_path / "model" / "vocab.txt").write_text("a\nc\n", encoding="utf-8")
    assert not files.whole(tmp_path / "model")
