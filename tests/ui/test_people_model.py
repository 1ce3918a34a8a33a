import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QAbstractItemModelTester

from passalong.domain.person import Field, Line, MatchedLine, PersonRow
from passalong.ui.people.people_model import PAGE, PeopleModel, Role


def row(number):
    return PersonRow(number, f"uid-{number}", f"Person {number}", "Plumber")


class Loader:
    """Answers at once, or only when told to."""

    def __init__(self, *, at_once=True):
        self.at_once = at_once
        self.asked = []
        self.cancelled = 0
        self._waiting = []

    def __call__(self, ids, take):
        self.asked.append(list(ids))
        if self.at_once:
            take([row(number) for number in ids])
        else:
            self._waiting.append((list(ids), take))
        return self._cancel

    def answer(self):
        waiting, self._waiting = self._waiting, []
        for ids, take in waiting:
            take([row(number) for number in ids])

    def _cancel(self):
        self.cancelled += 1


@pytest.fixture
def loader():
    return Loader()


@pytest.fixture
def model(qapp, loader):
    return PeopleModel(loader)


def test_it_keeps_the_rules_of_qt_while_lists_come_and_go(model, qapp):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_first([row(number) for number in range(50)])
    model.show_people(range(1_000))
    model.show_people(range(10))
    model.show_people([])

    assert model.rowCount() == 0


def test_only_the_pages_around_the_line_shown_are_read(model, loader):
    model.show_people(range(100_000))

    model.index(50_050, 0).data()

    first = 50_050 // PAGE * PAGE
    assert sorted(ids[0] for ids in loader.asked) == [first - PAGE, first, first + PAGE]
    assert all(len(ids) == PAGE for ids in loader.asked)


def test_a_line_is_empty_until_its_row_arrives(qtbot, qapp):
    loader = Loader(at_once=False)
    model = PeopleModel(loader)
    model.show_people(range(10))
    before = model.index(3, 0).data()

    with qtbot.waitSignal(model.dataChanged):
        loader.answer()

    assert (before, model.index(3, 0).data()) == ("", "Person 3")


def test_the_first_people_are_shown_without_asking(model, loader):
    model.show_first([row(7), row(9)])

    assert [model.index(line, 0).data() for line in (0, 1)] == ["Person 7", "Person 9"]
    assert loader.asked == []


def test_the_rest_of_a_list_follows_without_a_jump(model, qtbot):
    model.show_first([row(number) for number in range(50)])

    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_people(range(500))


def test_the_same_people_again_keep_their_lines_and_are_read_anew(model, loader, qtbot):
    model.show_people(range(100))
    model.index(0, 0).data()
    asked = len(loader.asked)

    with qtbot.assertNotEmitted(model.modelReset):
        model.show_people(range(100))

    assert model.index(0, 0).data() == "Person 0"
    assert len(loader.asked) == asked + 1


def test_who_is_known_is_shown_at_once_in_another_list(qapp):
    loader = Loader()
    model = PeopleModel(loader)
    model.show_people(range(100))
    model.index(0, 0).data()
    loader.at_once = False

    model.show_people([5, 3])

    assert [model.index(line, 0).data() for line in (0, 1)] == ["Person 5", "Person 3"]


def test_an_answer_about_another_list_is_dropped(qapp):
    loader = Loader(at_once=False)
    model = PeopleModel(loader)
    model.show_people([1, 2])
    model.index(0, 0).data()

    model.show_people([8, 9])
    loader.answer()

    assert model.index(0, 0).data() == ""


def test_pages_scrolled_past_are_no_longer_wanted(qapp):
    loader = Loader(at_once=False)
    model = PeopleModel(loader)
    model.show_people(range(100_000))

    for line in range(0, 20_000, 2_000):
        model.index(line, 0).data()

    assert loader.cancelled > 0


def test_a_screen_reader_hears_what_is_painted(model):
    found = MatchedLine(Line(Field.NOTE, "plays golf"), ((6, 10),))
    model.show_first(
        [PersonRow(1, "u", "Ada Byron", "Analyst", needs_something=True, matched=found)]
    )

    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    for part in ("Ada Byron", "Analyst", "need", "plays golf"):
        assert part in spoken


def test_a_line_knows_its_person(model):
    model.show_people([11, 12])

    assert model.index(1, 0).data(Role.PERSON_ID) == 12
    assert (model.position(12), model.position(99)) == (1, None)


def test_dragging_lines_hands_out_their_people(qapp, loader):
    dragged = []

    def drag(ids):
        dragged.append(ids)
        return QMimeData()

    model = PeopleModel(loader, drag)
    model.show_people([11, 12, 13])

    model.mimeData([model.index(0, 0), model.index(2, 0)])

    assert dragged == [[11, 13]]
