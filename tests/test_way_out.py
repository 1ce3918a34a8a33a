"""Nothing leaves unasked: one module lets messages out, and it asks the gate each time."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from passalong.domain import gate
from passalong.domain.asking import RequestState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.message import Parts
from passalong.domain.opportunity import GiverState, SuggestionAnswer
from passalong.domain.person import Bond
from passalong.services import (
    asking,
    asking_letters,
    binds,
    composing,
    editing,
    introducing,
    introductions,
    ledger,
    open_letters,
    opportunities,
    outgoing,
    people,
    setting_aside,
    suggestions,
    today,
)
from passalong.services.outcome import perform
from passalong.services.outgoing import Blocked, Errand, Outgoing

ROOT = Path(__file__).parents[1] / "desktop" / "passalong"
WAY_OUT = "services/outgoing.py"
LEDGER = "services/ledger.py"

MAKES_LETTERS = {"Letter", "mailto_of"}
OPENS_NO_MESSAGE = {
    "application.py:_show_log",
    "ui/errands.py:open_data_folder",
    "ui/export_dialog.py:_open_folder",
    "ui/inbox/attachment_card.py:_open",
    "ui/helping/calendar_saver.py:_open",
    "ui/inbox/opportunity_view.py:_open_link",
    "ui/people/detail_row.py:_open_it",
}
"""Functions that open a page or a folder."""
COPIES_NO_MESSAGE = {"ui/people/person_header.py:_copy_email"}
HANDS_OUT = {"openUrl", "setText", "setMimeData"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, ast.Call, list[ast.FunctionDef]]]:
    """Yield what each call in a file calls, the call, and the functions around it."""

    def within(node: ast.AST, around: list[ast.FunctionDef]) -> Iterator:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                called = child.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                yield (called.id if isinstance(called, ast.Name) else name), child, around
            inner = [*around, child] if isinstance(child, ast.FunctionDef) else around
            yield from within(child, inner)

    yield from within(ast.parse(path.read_text(encoding="utf-8")), [])


ALL_CALLS = [(named(path), *call) for path in sorted(ROOT.rglob("*.py")) for call in calls(path)]


def test_only_the_way_out_makes_letters():
    makers = {path for path, name, _, _ in ALL_CALLS if name in MAKES_LETTERS}
    assert makers == {WAY_OUT}


def test_only_the_way_out_and_the_ledger_write_exchanges():
    writers = {
        path
        for path, name, call, _ in ALL_CALLS
        if name == "Exchange" and ast.unparse(call.func) == "tables.Exchange"
    }
    assert writers == {WAY_OUT, LEDGER}
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        for written in ("insert into exchange", "insert(tables.exchange", "insert(exchange)"):
            assert written not in text, named(path)


def test_the_ledger_passes_nothing_along():
    for path, name, call, _ in ALL_CALLS:
        if path == LEDGER and name == "Exchange" and "tables" in ast.unparse(call.func):
            given = {keyword.arg for keyword in call.keywords}
            assert not given & {"opportunity_id", "news_id", "asked_matter_id", "offered_help"}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and named(path).startswith("services/"):
                targets = [ast.unparse(target) for target in node.targets]
                assert not any(target.endswith("row.opportunity_id") for target in targets)


@pytest.mark.parametrize("function", ["release", "record_sent"])
def test_every_way_through_starts_with_the_gate(function):
    tree = ast.parse((ROOT / WAY_OUT).read_text(encoding="utf-8"))
    (found,) = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function
    ]
    statements = [ast.unparse(statement) for statement in found.body]
    assert statements[2].startswith("_let_through(")  # after the docstring and what it is about


def takes_a_letter(around: list[ast.FunctionDef]) -> bool:
    return any(
        argument.annotation is not None and "Letter" in ast.unparse(argument.annotation)
        for function in around
        for argument in function.args.args
    )


def test_the_window_opens_and_copies_messages_only_as_letters():
    strangers = set()
    for path, name, call, around in ALL_CALLS:
        to_clipboard = "clipboard" in ast.unparse(call.func).lower()
        if name not in HANDS_OUT or (name != "openUrl" and not to_clipboard):
            continue
        if not takes_a_letter(around):
            strangers.add(f"{path}:{around[-1].name if around else ''}")
    assert strangers <= OPENS_NO_MESSAGE | COPIES_NO_MESSAGE


def test_nobody_else_writes_addresses_that_open_a_mail():
    for path in sorted(ROOT.rglob("*.py")):
        if named(path) in ("domain/message.py", "domain/keys.py", "interchange/vcard_fields.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else ""
            forbidden = "mailto" if named(path).startswith("ui/") else "mailto:"
            assert not (isinstance(text, str) and text.startswith(forbidden)), named(path)


@pytest.fixture
def known(database, now):
    """Return two people and a thing that one gave and the other may have."""

    def do(service, **values):
        return perform(database, lambda session: service(session, now=now, **values)).value

    ben = do(people.add_person, line="Ben ben@whitaker.example: into football")
    carla = do(people.add_person, line="Carla: into golf")
    do(editing.set_bond, person_id=ben, bond=Bond.CLOSE)
    thing = do(opportunities.capture, text="Two football tickets", giver_id=carla)
    do(opportunities.set_giver_state, opportunity_id=thing, state=GiverState.AGREED)
    two = do(introductions.begin, a_id=ben, b_id=carla, a_gets="golf", b_gets="football")
    mine = do(binds.note_bind, person_id=None, text="A lift to Lyon")
    do(asking.begin_wave, bind_id=mine, person_ids=[ben, carla])
    return ben, carla, thing, two, mine


def messages(ben: int, carla: int, thing: int, two: int, mine: int) -> list[Outgoing]:
    said = Parts(value="Two tickets.", why="You love football.", commentary="They are great.")
    hello = Outgoing(gate.Draft(Carried.HELP), ben, parts=said)
    both = replace(hello, introduction_id=two, also_id=carla)
    return [
        hello,
        replace(hello, draft=gate.Draft(purpose="hello")),
        replace(hello, opportunity_id=thing),
        replace(hello, opportunity_id=thing, person_id=carla, errand=Errand.ASK_GIVER),
        replace(hello, opportunity_id=thing, person_id=carla, errand=Errand.THANK_GIVER),
        replace(hello, introduction_id=two, errand=Errand.ASK_TO_MEET),
        replace(both, errand=Errand.INTRODUCE),
        replace(both, errand=Errand.THANK_FOR_MEETING),
        replace(hello, draft=gate.Draft(Carried.REQUEST), bind_id=mine, errand=Errand.ASK_HELP),
        replace(hello, bind_id=mine, errand=Errand.TELL_SOLVED),
    ]


def rows(database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [(sent.id, sent.person_id) for sent in ledger.exchanges(session)]


def test_a_closed_gate_lets_nothing_out(database, now, known, monkeypatch):
    closed = gate.Answer(gate.Verdict.BLOCK, (gate.Reason(gate.ReasonKind.RESTING),))
    monkeypatch.setattr(gate, "check", lambda *_args, **_more: closed)
    for message in messages(*known):
        with pytest.raises(Blocked), database.reading() as session:
            outgoing.release(session, message, now)
        with pytest.raises(Blocked):
            perform(database, lambda session, out=message: outgoing.record_sent(session, out, now))
        with database.reading() as session:
            answer = outgoing.check(session, message, now)
        assert answer.verdict is gate.Verdict.BLOCK
        assert {reason.kind for reason in answer.reasons} == {gate.ReasonKind.RESTING}
    assert rows(database) == []


@pytest.mark.parametrize("place", [0, 1])
def test_a_gate_closed_for_one_of_two_lets_nothing_out(database, now, known, place):
    (letter,) = (one for one in messages(*known) if one.errand is Errand.INTRODUCE)
    shut_out = letter.person_ids[place]
    perform(database, lambda session: ledger.rest(session, shut_out, now))
    with pytest.raises(Blocked), database.reading() as session:
        outgoing.release(session, letter, now)
    with pytest.raises(Blocked):
        perform(database, lambda session: outgoing.record_sent(session, letter, now))
    assert rows(database) == []


def test_an_open_gate_is_asked_before_each_step_out(database, now, known, monkeypatch):
    asked = []

    def noting(draft, recipient, past, moment, *more):
        asked.append(moment)
        return gate.Answer(gate.Verdict.ALLOW)

    monkeypatch.setattr(gate, "check", noting)
    count = 0
    for message in messages(*known):
        count += len(message.person_ids)
        with database.reading() as session:
            outgoing.release(session, message, now)
        perform(database, lambda session, out=message: outgoing.record_sent(session, out, now))
        assert asked == [now] * 2 * count
        assert len(rows(database)) == count


def test_no_other_service_records_that_something_went_out(database, now, known):
    ben, carla, thing, two, mine = known

    def do(service, **values):
        return perform(database, lambda session: service(session, **values)).value

    with database.reading() as session:
        suggestions.suggest(session, thing, now)
        message = composing.compose(session, ben, thing, now).outgoing
        composing.giver_letter(session, thing, Errand.ASK_GIVER, now)
        introducing.question_letter(session, two, ben)
        introducing.introduction_letter(session, two)
        asking.ranked(session, mine, now)
        asked, also = asking.requests(session, mine)
        asking_letters.ask_letter(session, asked.id)
        today.today(session, now)
        outgoing.check_many(session, [ben, carla], thing, now)
        outgoing.check(session, message, now)
        outgoing.release(session, message, now)
    do(open_letters.note, outgoing=message, now=now)
    do(asking.set_answer, request_id=asked.id, state=RequestState.ASKED, now=now)
    do(asking.skip, request_id=also.id, now=now)
    do(asking.solve_mine, bind_id=mine, now=now)
    with database.reading() as session:
        assert len(asking_letters.solved_letters(session, mine)) == 1
    do(introductions.answer, introduction_id=two, person_id=ben, yes=True, now=now)
    do(introductions.mark_introduced, introduction_id=two, now=now)
    do(
        setting_aside.later,
        opportunity_id=thing,
        person_id=ben,
        until=now,
        why="",
        commentary="",
        now=now,
    )
    do(
        setting_aside.answer_suggestion,
        opportunity_id=thing,
        person_id=ben,
        answer=SuggestionAnswer.NOT_NOW,
        now=now,
    )
    do(opportunities.close_loop, opportunity_id=thing, now=now)
    do(ledger.record_reply, person_id=ben, text="Thanks!", now=now)

    with database.reading() as session:
        found = ledger.exchanges(session)
        # What the user tells of an evening has happened: it is no message that went out.
        told = [each for each in found if each.channel is Channel.MEETING]
        assert [each.introduction_id for each in told] == [two, two]
        sent = [each for each in found if each not in told]
        assert [each.direction for each in sent] == [Direction.FROM_THEM]
        assert opportunities.opportunity(session, thing).passed == 0
