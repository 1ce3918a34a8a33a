from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passalong.domain.card import (
    ContactCard,
    Email,
    Link,
    Occasion,
    Organisation,
    PartialDate,
    Photo,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.keys import email_key, same_telephone, sort_name, tag_key
from passalong.domain.merge import additions, is_nothing, lacking, merged, written_out
from passalong.domain.person import Field
from passalong.domain.proposal import Addition
from passalong.domain.same_person import name_is_made_up

often_enough = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
words = st.sampled_from(["ada", "Ada", "Ærø", "golf", "golf ", "x.y", "7"]) | st.text(
    st.characters(categories=["L", "N", "S", "P"]), min_size=1, max_size=4
)
maybe = st.just("") | words


def some(values):
    return st.lists(values, max_size=2, unique=True).map(tuple)


cards = st.builds(
    ContactCard,
    name=words,
    structured=st.just(StructuredName()) | st.builds(StructuredName, family=words, given=maybe),
    other_names=some(words),
    nicknames=some(words),
    emails=some(st.builds(Email, words, maybe)),
    telephones=some(st.builds(Telephone, st.text("0123456789+ ", min_size=3, max_size=14))),
    addresses=some(st.builds(PostalAddress, maybe, city=words, street=maybe)),
    links=some(st.builds(Link, words, maybe)),
    organisations=some(st.builds(Organisation, words, maybe, maybe)),
    occasions=some(
        st.builds(
            Occasion,
            st.sampled_from(["birthday", "anniversary"]),
            st.builds(PartialDate, st.none() | st.just(1980), st.just(3), st.integers(1, 28)),
        )
    ),
    notes=some(words),
    tags=some(words),
    photo=st.none() | st.builds(Photo, st.binary(min_size=1, max_size=3)),
    uid=maybe,
    unknown=some(st.builds(UnknownLine, st.sampled_from(["X-A", "REV"]), st.just(""), words)),
)


@often_enough
@given(cards, cards)
def test_no_value_is_lost_and_none_appears(ours, theirs):
    both = merged(ours, theirs)

    def kept(keys):
        assert keys(both) == keys(ours) | keys(theirs)

    kept(lambda card: {email_key(email.address) for email in card.emails})
    kept(lambda card: {tag_key(tag) for tag in card.tags})
    kept(lambda card: {note.strip() for note in card.notes})
    kept(lambda card: {link.url.strip().rstrip("/") for link in card.links})
    for number in (*ours.telephones, *theirs.telephones):
        assert any(same_telephone(number.number, other.number) for other in both.telephones)
    for organisation in theirs.organisations:
        assert {*filter(None, map(str.casefold, organisation))} <= {
            part.casefold() for value in both.organisations for part in value
        }
    assert set(ours.telephones) <= set(both.telephones)
    assert both.photo == (ours.photo or theirs.photo)


@often_enough
@given(cards)
def test_a_card_merged_with_itself_stays_as_it_is(card):
    assert merged(card, card) == card
    assert is_nothing(lacking(card, card))
    assert additions(card, card) == ()


@often_enough
@given(cards, cards)
def test_merging_again_changes_nothing(ours, theirs):
    both = merged(ours, theirs)

    assert merged(both, theirs) == both
    assert additions(both, theirs) == ()


@often_enough
@given(cards, cards, cards)
def test_the_grouping_of_three_cards_does_not_matter(a, b, c):
    def keys(card):
        return {email_key(email.address) for email in card.emails}, {*map(tag_key, card.tags)}

    assert keys(merged(merged(a, b), c)) == keys(merged(a, merged(b, c)))


@often_enough
@given(cards, cards)
def test_what_the_user_has_stands_first(ours, theirs):
    both = merged(ours, theirs)

    assert both.name == ours.name
    assert both.notes[: len(ours.notes)] == ours.notes
    assert both.emails[: len(ours.emails)] == ours.emails
    if any(ours.structured):
        assert both.structured == ours.structured


@often_enough
@given(cards, cards)
def test_another_name_is_kept_as_another_name(ours, theirs):
    both = merged(ours, theirs)

    names = {*map(sort_name, (both.name, *both.other_names, *both.nicknames))}
    assert sort_name(theirs.name) in names or name_is_made_up(theirs)
    written = sort_name(written_out(theirs.structured))
    assert written in names or {*written.split()} <= {
        *sort_name(written_out(both.structured)).split()
    }


def test_what_is_added_is_told_value_by_value():
    ours = ContactCard("Ada", emails=(Email("ada@x.org"),), notes=("golf",))
    theirs = ContactCard(
        "Ada",
        emails=(Email("ADA@x.org"), Email("ada@work.org", "work")),
        telephones=(Telephone("+44 20 7946 0018"),),
        notes=("golf", "chess"),
    )

    assert additions(ours, theirs) == (
        Addition(Field.EMAIL, "ada@work.org"),
        Addition(Field.TELEPHONE, "+44 20 7946 0018"),
        Addition(Field.NOTE, "chess"),
    )


def test_a_job_already_told_in_full_adds_nothing():
    ours = ContactCard("Ada", organisations=(Organisation("Acme", "", "Engineer"),))

    assert additions(ours, ContactCard("Ada", organisations=(Organisation("ACME"),))) == ()


def test_a_newer_revision_of_the_same_card_says_nothing_new():
    theirs = ContactCard("Ada", unknown=(UnknownLine("REV", "", "2025"),))

    assert is_nothing(lacking(ContactCard("Ada"), theirs))
