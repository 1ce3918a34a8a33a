"""What tests of the services share: doing, asking, and two people."""

import pytest

from passalong.services import opportunities, people


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


@pytest.fixture
def link(do):
    """Capture a page, by default one with the marks of a feed."""

    def captured(url="https://www.example.org/a?utm_source=feed"):
        return do(opportunities.capture, text=url, title="Query planner internals")

    return captured
