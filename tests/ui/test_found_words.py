"""The words of a search are marked where they stand."""

from passalong.domain.found import spans_of
from passalong.ui.people.found_words import search_words, units


def marked(text, search):
    return [text[start:end] for start, end in spans_of(text, search_words(search))]


def test_words_are_found_in_any_case_and_with_any_accents():
    assert marked("Plays Golf in Málaga", "golf malaga") == ["Golf", "Málaga"]


def test_the_beginning_of_a_word_is_marked():
    assert marked("golfing at the golf club", "gol") == ["gol", "gol"]


def test_a_part_of_a_word_is_marked_where_no_word_begins_so():
    assert marked("Heidelberg", "berg") == ["berg"]
    assert marked("berg, Heidelberg", "berg") == ["berg"]


def test_letters_that_fold_to_several_keep_their_place():
    assert marked("Straße 7 in Groß Gerau", "strasse gerau") == ["Straße", "Gerau"]


def test_a_filter_marks_its_word_and_not_its_name():
    assert search_words('tag:conference needs:"designer"') == ("conference", "designer")


def test_the_words_of_a_filter_are_marked_together_as_they_are_sought():
    assert search_words('needs:"a designer"') == ("a designer",)
    assert marked("is a good designer; needs a designer", 'needs:"a designer"') == ["a designer"]


def test_signs_between_words_part_them_as_they_do_in_the_search():
    assert marked("plays rock and roll", "rock'n'roll") == ["rock", "roll"]


def test_nothing_searched_marks_nothing():
    assert marked("golf", "") == []


def test_places_are_counted_as_qt_counts():
    assert units("😀 golf", 2) == 3
