import time

import pytest

from passalong.interchange.html_text import Anchor, anchors_of, title_of, words_of


def test_paragraphs_become_lines_and_marks_go():
    html = "<style>p{}</style><p>Two <b>spare</b>&nbsp;tickets</p><div>5 < 6 &amp; 7</div>"

    assert words_of(html) == "Two spare tickets\n5 < 6 & 7"


def test_what_no_reader_sees_is_left_out():
    assert words_of("a<script>if (x<y) alert('b')</script><!-- c > d -->e") == "ae"


def test_links_come_with_the_words_that_carry_them():
    url = "https://example.org/a?b=1&amp;c=2"
    html = f'<p><a class=x href="{url}">Query <i>planner</i></a> <a href=#top>up</a>'

    assert anchors_of(html) == [Anchor("https://example.org/a?b=1&c=2", "Query planner")]


def test_only_pages_are_links():
    assert anchors_of('<a href="javascript:alert(1)">x</a><a href="file:///etc/passwd">y</a>') == []


def test_the_title_of_a_page_is_found_in_any_case():
    assert title_of("<html><TITLE lang=en>\n Rust &amp;\n rails </Title>") == "Rust & rails"
    assert title_of("<html><title>never closed") == ""


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<!--", "<![CDATA[", "</", "<a x='", "<script>", "&a", "<title>"]
)
def test_unfinished_marks_without_end_take_no_longer_than_others(unit):
    html = unit * (500_000 // len(unit))

    started = time.process_time()
    words_of(html), anchors_of(html), title_of(html)

    assert time.process_time() - started < 5
