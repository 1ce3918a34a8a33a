"""When two addresses are the same page."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.links import url_key

SAME = [
    "https://example.org/a/b",
    "http://example.org/a/b",
    "https://www.example.org/a/b/",
    "HTTPS://Example.ORG:443/a/b",
    "http://example.org:80/a/b#part-2",
    "example.org/a/b",
    " https://example.org/a/b?utm_source=mail&utm_medium=x ",
    "https://example.org/a/b?fbclid=123&gclid=4",
    "https://example.org./a/b?",
]


@pytest.mark.parametrize("url", SAME)
def test_the_same_page_has_one_key(url: str) -> None:
    assert url_key(url) == "example.org/a/b"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/A/b",
        "https://example.org/a/b?page=2",
        "https://example.org:8080/a/b",
        "https://blog.example.org/a/b",
        "https://example.org/#!/a/b",
    ],
)
def test_another_page_has_another_key(url: str) -> None:
    assert url_key(url) != "example.org/a/b"


def test_the_order_of_parameters_does_not_matter() -> None:
    one = url_key("https://example.org/?b=2&a=1&utm_campaign=z")
    assert one == url_key("https://example.org?a=1&b=2") == "example.org?a=1&b=2"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "mailto:a@example.org",
        "https://",
        "http://[::1",
        "x:y",
        "golf",
        "see this. Now",
        "two words/a",
    ],
)
def test_what_is_no_page_has_no_key(url: str) -> None:
    assert url_key(url) == ""


WORDS = st.text("abcXYZ019-_.~é ", min_size=1, max_size=6)


@given(
    path=st.lists(WORDS, max_size=3),
    asked=st.dictionaries(WORDS, WORDS, max_size=3),
    sender=st.sampled_from(["utm_source", "fbclid", "mc_eid"]),
)
def test_who_sent_it_and_how_it_is_spelt_change_no_key(
    path: list[str], asked: dict[str, str], sender: str
) -> None:
    where = f"//example.org/{'/'.join(map(quote, path))}"
    key = url_key(f"https:{where}?{urlencode(asked)}")
    told = urlencode({**dict(reversed(asked.items())), sender: "x"})
    assert key == url_key(f"http:{where}?{told}#top") == url_key(key)


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(url_key(text), str)
