"""What tests of a person's page share: Priya, and her page."""

import pytest
from tests.ui.person.pages import show

from passalong.services import people
from passalong.ui.people.person_page import PersonPage

LINE = "Priya Okafor: into golf #conference needs: a CFO has: flat in Lisbon"


@pytest.fixture
def priya(do):
    return do(people.add_person, line=LINE)


@pytest.fixture
def page(qtbot, operations, priya):
    made = PersonPage(operations)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    show(qtbot, made, priya)
    return made


@pytest.fixture
def details(database, priya):
    def read():
        with database.reading() as session:
            return people.person_details(session, priya)

    return read
