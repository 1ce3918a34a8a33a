"""What tests of the screen Help share: Priya in a bind, Luc who could help, and the page."""

from datetime import timedelta

import pytest
from tests.ui.helping.looking import NOW, TODAY

from passalong.services import binds, people
from passalong.ui.helping.help_page import HelpPage


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Okafor priya@okafor.example")


@pytest.fixture
def luc(do):
    return do(people.add_person, line="Luc Moreau: has: French public tenders")


@pytest.fixture
def tenders(do, priya, luc):
    return do(
        binds.note_bind,
        person_id=priya,
        text="someone who knows French public tenders",
        promise="a name",
        promised_on=TODAY - timedelta(days=1),
    )


@pytest.fixture
def page(qtbot, operations):
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    qtbot.waitUntil(lambda: page._binds is not None)
    return page


@pytest.fixture
def kept(database, tenders):
    def kept(bind_id=tenders):
        with database.reading() as session:
            return binds.bind(session, bind_id)

    return kept
