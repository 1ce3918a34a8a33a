"""What tests of letters share: they are written today, and no mail program opens."""

from datetime import datetime

import pytest

from passalong.ui.composing import mail


@pytest.fixture
def today():
    return datetime.now().astimezone()


@pytest.fixture
def now(today):
    return today


@pytest.fixture
def mails(monkeypatch):
    sent = []

    def opening(letter, draft):
        sent.append((letter, draft))
        return True

    monkeypatch.setattr(mail, "open_in_mail", opening)
    return sent
