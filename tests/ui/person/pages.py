"""How a test goes about a person's page."""


def show(qtbot, page, person_id):
    page.show_person(person_id)
    qtbot.waitUntil(lambda: page.person_id == person_id)


def reload(qtbot, page):
    page._load()
    qtbot.waitUntil(lambda: not page._loading.is_under_way)


def detail_rows(page):
    return [row for _kind, row in page._contact._rows]
