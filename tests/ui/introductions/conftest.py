"""What tests of introductions share: they happen today."""

from datetime import datetime

import pytest


@pytest.fixture
def today():
    return datetime.now().astimezone()


@pytest.fixture
def now(today):
    return today
