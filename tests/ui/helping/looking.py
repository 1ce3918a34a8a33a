"""What tests of the screen Help look at."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

NOW = datetime.now().astimezone()
TODAY = NOW.date()


def shown(qtbot, page, bind_id):
    page.show_bind(bind_id)
    qtbot.waitUntil(lambda: not page._reading.is_under_way and page.bind() is not None)
    qtbot.waitUntil(lambda: page.bind().id == bind_id)


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def line(page, row=0):
    return page.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
