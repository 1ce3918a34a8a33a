"""Whatever a person tries, the ledger never shows what the product forbids."""

import shutil
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.ledger_helpers import passing

from passalong.domain.captured import keys_in
from passalong.domain.exchange import Carried
from passalong.domain.gate import Draft, Verdict
from passalong.domain.message import Parts
from passalong.domain.opportunity import OpportunityKind
from passalong.services import ledger, opportunities, outgoing, people
from passalong.services.outcome import perform
from passalong.services.outgoing import Blocked, Outgoing
from passalong.store.database import Database

START = datetime(2026, 3, 20, 12, tzinfo=UTC)
PAGES = ("https://example.org/a", "https://www.example.org/a?utm_source=x", "https://example.org/b")

attempts = st.lists(
    st.tuples(
        st.integers(min_value=-60, max_value=60 * 24 * 16),  # minutes; a clock may go back
        st.sampled_from([1, 2]),  # to whom
        st.integers(min_value=1, max_value=len(PAGES) + 1),  # what: pages, then tickets
    ),
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(attempts)
def test_no_history_of_attempts_breaks_a_limit(tmp_path_factory, empty_file, todo):
    path = tmp_path_factory.mktemp("history") / "passalong.sqlite"
    shutil.copy(empty_file, path)
    database = Database(path)
    for name in ("Ben", "Ada"):
        perform(database, partial(people.add_person, line=f"{name}: into golf", now=START))
    for page in PAGES:
        perform(database, partial(opportunities.capture, text=page, now=START, title="A page"))
    tickets = {"text": "Tickets", "kind": OpportunityKind.ITEM, "quantity": 1}
    perform(database, partial(opportunities.capture, now=START, **tickets))

    now = START
    let_out = set()
    for minutes, person_id, thing in todo:
        now += timedelta(minutes=minutes)
        message = passing(thing, person_id)
        with database.reading() as session:
            verdict = outgoing.check(session, message, now).verdict
            many = outgoing.check_many(session, [1, 2], thing, now)[person_id].verdict
        if verdict is Verdict.ALLOW:
            assert many is Verdict.ALLOW
        try:
            let_out.add(
                perform(database, partial(outgoing.record_sent, outgoing=message, now=now)).value
            )
        except Blocked:
            assert verdict is Verdict.BLOCK
        else:
            assert verdict is not Verdict.BLOCK

    for person_id in (1, 2):
        with database.reading() as session:
            kept = [one for one in ledger.exchanges(session, person_id) if one.id in let_out]
        links = sorted(one.at for one in kept if one.carried is Carried.LINK)
        keys = [one.url_key for one in kept if one.url_key]
        assert len(keys) == len(set(keys))
        assert all(later - earlier > timedelta(days=7) for earlier, later in pairwise(links))
        assert all(
            later - earlier > timedelta(days=30)
            for earlier, later in zip(links, links[2:], strict=False)
        )
    with database.reading() as session:
        assert opportunities.opportunity(session, 4).passed <= 1
    database.close()


IN_WORDS = ("https://example.org/a", "example.org/b?utm_source=y", "www.new.example/c", "no page")
smuggled = st.lists(
    st.tuples(
        st.integers(min_value=-60, max_value=60 * 24 * 16),
        st.sampled_from([Carried.LINK, Carried.KNOWLEDGE, Carried.HELP, Carried.INTRODUCTION]),
        st.sampled_from([None, 1, 2, 3]),  # by itself, with a page, a job of its own page, tickets
        st.sampled_from(["value", "commentary", "ask", "closing"]),
        st.sampled_from(IN_WORDS),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(smuggled)
def test_no_page_gets_out_under_another_name(tmp_path_factory, empty_file, todo):
    path = tmp_path_factory.mktemp("pages") / "passalong.sqlite"
    shutil.copy(empty_file, path)
    database = Database(path)
    perform(database, partial(people.add_person, line="Ben: into golf", now=START))
    job = "https://jobs.example/1"
    for text, kind in ((PAGES[0], "link"), (job, "job"), ("Tickets", "item")):
        captured = partial(opportunities.capture, text=text, kind=OpportunityKind(kind))
        perform(database, partial(captured, title="Of use", now=START, quantity=20))

    now = START
    pages: list[tuple[datetime, set[str]]] = []
    for minutes, carried, thing, part, words in todo:
        now += timedelta(minutes=minutes)
        said = {"value": "Look.", "commentary": "It is worth the hour.", "why": "You asked me."}
        said[part] = f"{said.get(part, '')} It is here: {words}"
        message = Outgoing(Draft(carried), 1, thing, Parts(**said))
        try:
            perform(database, partial(outgoing.record_sent, outgoing=message, now=now))
        except Blocked:
            continue
        found = set(keys_in(*said.values()))
        if thing == 1:
            found |= set(keys_in(PAGES[0]))
        if found:
            pages.append((now, found))
    database.close()

    every = [key for _, keys in pages for key in keys]
    assert len(every) == len(set(every))
    moments = sorted(moment for moment, _ in pages)
    assert all(later - earlier > timedelta(days=7) for earlier, later in pairwise(moments))
    thirds = zip(moments, moments[2:], strict=False)
    assert all(later - earlier > timedelta(days=30) for earlier, later in thirds)
