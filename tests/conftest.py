"""What tests of every floor share: a real file, and a moment that stands still."""

import faulthandler
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from passalong import collecting
from passalong.services.outcome import Outcome, perform
from passalong.store.database import Database

# A busy machine is no reason to fail: nothing here measures how long anything takes.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_PATIENCE = 30_000  # milliseconds; only a test that fails waits so long


class _PatientQtBot(QtBot):
    """Waits as long as a busy machine may take; its own five seconds were too short for some."""

    def waitUntil(self, callback, *, timeout=_PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=_PATIENCE, **named):
        return super().waitSignal(signal, timeout=timeout, **named)

    def waitSignals(self, signals, *, timeout=_PATIENCE, **named):
        return super().waitSignals(signals, timeout=timeout, **named)

    def waitExposed(self, widget, *, timeout=_PATIENCE):
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget, *, timeout=_PATIENCE):
        return super().waitActive(widget, timeout=timeout)


@pytest.hookimpl(trylast=True)
def pytest_exception_interact(node: pytest.Item | pytest.Collector) -> None:
    """End a test that hangs in its teardown too: once it has failed, pytest lets it."""
    timeout = float(node.config.getini("faulthandler_timeout"))
    if timeout and isinstance(node, pytest.Item):
        faulthandler.dump_traceback_later(timeout, exit=True, file=sys.__stderr__)


@pytest.fixture(autouse=True)
def collected() -> None:
    """Let garbage go between two tests, where those of windows have it collected by hand."""
    collecting.look()


@pytest.fixture
def qtbot(qapp, request) -> QtBot:
    return _PatientQtBot(request)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as a first start leaves it; copied, never opened again."""
    path = tmp_path_factory.mktemp("empty") / "passalong.sqlite"
    Database(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    """An empty database in a file of its own, as the user has it."""
    database = Database(Path(shutil.copy(empty_file, tmp_path / "passalong.sqlite")))
    yield database
    database.close()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def do(database: Database, now: datetime) -> Callable[..., Any]:
    """Carry out a service at once, as if another window had done it; return its value."""

    def carry_out(
        service: Callable[..., Outcome[Any]], when: datetime = now, **values: object
    ) -> object:
        return perform(database, partial(service, now=when, **values)).value

    return carry_out
