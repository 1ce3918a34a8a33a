"""The index changes a person at a time, and comes back from its file."""

import numpy as np
import pytest

from passalong.domain.person import Field, Line
from passalong.matching import index_file, index_layout
from passalong.matching.digest import digest_of
from passalong.matching.people_index import PeopleIndex
from passalong.matching.portraits import nearness, packed, portraits_of
from passalong.matching.scoring import question_of, scores_of

NOTES = {
    10: "Plays golf every Sunday. Wants a caddie.",
    11: "Restores old violins.",
    12: "Runs a bakery with her sister.",
    13: "Never misses a Packers game.",
    14: "",
    15: "Joue au golf.",
}


def portraits(encoder, notes):
    people = [(n, digest_of(text), [Line(Field.NOTE, text)]) for n, text in notes.items()]
    return list(portraits_of(people, encoder))


def ranking(index, encoder, text="golf balls for an old violin"):
    scores = scores_of(question_of(text, index, encoder), index)
    return [(int(n), round(float(s), 3)) for n, s in zip(scores.ids, scores.total, strict=True)]


@pytest.fixture
def whole(encoder):
    return PeopleIndex().changed((), portraits(encoder, NOTES), encoder)


def test_people_added_one_by_one_rank_as_if_added_together(encoder, whole):
    index = PeopleIndex()
    for number, text in NOTES.items():
        index = index.changed((), portraits(encoder, {number: text}), encoder)
    assert ranking(index, encoder) == ranking(whole, encoder)
    assert ranking(index.compact(), encoder) == ranking(whole, encoder)


def test_who_is_changed_or_gone_ranks_as_if_never_otherwise(encoder, whole):
    changed = {11: "Sold all her violins and plays chess.", 13: "Breeds bees."}
    index = whole.changed({12}, portraits(encoder, changed), encoder).compact()
    wanted = {n: text for n, text in {**NOTES, **changed}.items() if n != 12}
    fresh = PeopleIndex().changed((), portraits(encoder, wanted), encoder)
    assert sorted(ranking(index, encoder)) == sorted(ranking(fresh, encoder))
    assert index.digests() == fresh.digests() == {n: digest_of(t) for n, t in wanted.items()}


def test_a_change_leaves_the_index_that_somebody_is_ranking_with_as_it_was(encoder, whole):
    before = ranking(whole, encoder)
    whole.changed({10}, portraits(encoder, {11: "golf"}), encoder)
    assert ranking(whole, encoder) == before


def test_the_index_comes_back_from_its_file(encoder, whole, tmp_path):
    path = tmp_path / "people.index"
    index_file.save(whole, path, "these vectors")
    back = index_file.load(path, "these vectors")
    assert back is not None
    assert ranking(back, encoder) == ranking(whole, encoder)
    changed = {14: "Golf balls, an old violin."}
    assert ranking(back.changed((), portraits(encoder, changed), encoder), encoder)[0][0] == 14


def test_the_file_is_for_its_owner_alone(whole, tmp_path):
    path = tmp_path / "people.index"
    index_file.save(whole, path, "v")
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["people.index"]


@pytest.mark.parametrize(
    "harm", ["other vectors", "cut", "cut at the end", "changed", "empty", "text", "missing"]
)
def test_a_file_that_is_not_whole_counts_for_nothing(whole, tmp_path, harm):
    path = tmp_path / "people.index"
    index_file.save(whole, path, "v")
    data = path.read_bytes()
    harmed = {
        "cut": data[: len(data) // 2],
        "cut at the end": data[:-1],
        "changed": data.replace(b"violin", b"violet"),
        "empty": b"",
        "text": b"{}\n" * 9,
    }
    if harm in harmed:
        assert harmed[harm] != data
        path.write_bytes(harmed[harm])
    elif harm == "missing":
        path.unlink()
    made_with = "w" if harm == "other vectors" else "v"
    assert index_file.load(path, made_with) is None
    assert index_layout.digests(path, made_with) is None


def test_whom_the_file_knows_is_read_without_the_rest(whole, tmp_path):
    path = tmp_path / "people.index"
    index_file.save(whole, path, "v")
    assert index_layout.digests(path, "v") == whole.digests()


def test_many_means_are_compared_as_if_each_alone_and_held_in_a_byte_each(encoder, whole):
    means = whole.parts[0].segment.means
    assert means.nbytes == len(NOTES) * encoder.dimensions
    vectors = np.random.default_rng(1).normal(size=(1300, 256), scale=0.06).astype(np.float32)
    towards = np.ascontiguousarray(vectors[:2].T)
    exact = vectors @ towards
    assert np.abs(nearness(packed(vectors), towards) - exact).max() < 0.01
    assert nearness(packed(vectors[:0]), towards).shape == (0, 2)


def test_of_many_people_the_best_are_the_same_as_by_looking_at_all(encoder, monkeypatch):
    words = ["golf", "violin", "bakery", "bees", "chess", "boat", "opera", "tax", "school"]
    chosen = np.random.default_rng(1).integers(0, len(words), (600, 3))
    notes = {n: ". ".join(f"Likes {words[w]}" for w in row) for n, row in enumerate(chosen)}
    index = PeopleIndex().changed((), portraits(encoder, notes), encoder)
    texts = ["a seat at the opera", "honey from the hive", "a boat trip with pastry"]
    everybody = [ranking(index, encoder, text)[:10] for text in texts]
    monkeypatch.setattr("passalong.matching.scoring._CANDIDATES", 150)
    monkeypatch.setattr("passalong.matching.scoring._SAMPLE", 50)
    assert [ranking(index, encoder, text)[:10] for text in texts] == everybody
