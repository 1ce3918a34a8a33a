"""Why somebody fits: the words that were noted, where they stand, and what is marked."""

from datetime import UTC, date, datetime

from passalong.domain.opportunity import Strength, Suggestion
from passalong.domain.person import Field, Line, MatchedLine
from passalong.ui import evidence_words

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def marked(text, spans):
    return [text[start:end] for start, end in spans]


def test_evidence_says_where_it_stands_and_marks_the_words():
    line = Line(Field.NOTE, "never misses a Packers game", date(2026, 10, 2))

    text, spans = evidence_words.evidence(MatchedLine(line, ((15, 27),)), NOW)

    assert text == "notes, 2 Oct: “never misses a Packers game”"
    assert marked(text, spans) == ["Packers game"]


def test_a_long_line_begins_shortly_before_what_matched():
    told = "Spoke about the garden, the roof and the neighbours for an hour; loves football"
    start = told.index("football")
    line = Line(Field.NOTE, told, date(2026, 10, 2))

    text, spans = evidence_words.evidence(MatchedLine(line, ((start, start + 8),)), NOW, room=50)

    assert marked(text, spans) == ["football"]
    assert text.startswith("notes, 2 Oct: “…")
    assert spans[0][1] <= 50


def test_a_bind_is_quoted_with_the_day_since_when():
    line = Line(Field.BIND, "lost his job", date(2026, 11, 18))

    said = evidence_words.evidence(MatchedLine(line, ((0, 4),)), NOW)[0]

    assert said == "in a bind, 18 Nov: “lost his job”"


def test_a_tag_is_not_quoted():
    line = Line(Field.TAG, "season-ticket group")

    said = evidence_words.evidence(MatchedLine(line, ((0, 4),)), NOW)[0]
    assert said == "tag: season-ticket group"


def test_a_line_that_is_only_near_in_meaning_is_called_similar_and_nothing_is_marked():
    line = Line(Field.NOTE, "grows his own vegetables", date(2026, 10, 2))
    ben = Suggestion(1, "u1", "Ben", "", Strength.POSSIBLE, (MatchedLine(line, ()),))

    text, spans = evidence_words.evidence(MatchedLine(line, ()), NOW)

    assert text == "notes, 2 Oct (similar): “grows his own vegetables”"
    assert spans == []
    assert "(similar): “grows" in evidence_words.spoken(ben, NOW)
