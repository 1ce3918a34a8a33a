"""What tests of the services share: doing, asking, and two people."""

from functools import partial

import pytest

from passalong.services import people
from passalong.services.outcome import perform


@pytest.fixture
def do(database, now):
    """Carry out a service and return its value."""

    def carry_out(service, when=now, **values):
        return perform(database, partial(service, now=when, **values)).value

    return carry_out


@pytest.fixture
def ask(database, now):
    """Ask a service that changes nothing."""

    def read(service, when=now, **values):
        with database.reading() as session:
            return service(session, now=when, **values)

    return read


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker ben@whitaker.example: into football")


@pytest.fixture
def carla(do):
    return do(people.add_person, line="Carla Ruiz: into golf")
