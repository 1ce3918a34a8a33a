from datetime import timedelta

import pytest
from sqlalchemy import select, text
from tests.services.import_helpers import (
    NEW,
    REJECTED,
    SAME,
    UNCHANGED,
    UNCLEAR,
    carried_out,
    everything,
    import_cards,
    no_matter,
    outcomes,
    pasted,
    proposed,
    vcard,
)

from passalong.domain.action import ActionKind
from passalong.domain.person import Field
from passalong.domain.proposal import Choice
from passalong.errors import Cancelled
from passalong.services import exports, history, imports
from passalong.services.outcome import perform
from passalong.store import list_entries, tables, text_index

ADA = vcard(
    "Ada Lovelace",
    "N:Lovelace;Ada;;;",
    "UID:ada-1",
    "EMAIL;TYPE=HOME:ada@example.org",
    "TEL;TYPE=CELL:+44 20 7946 0018",
    "NOTE:Plays golf",
    "CATEGORIES:Friends,Book club",
    "BDAY:1815-12-10",
    "ORG:Analytical Engines;Research",
    "TITLE:Mathematician",
    "X-UNHEARD-OF;X-A=1:kept",
)
BEN = vcard("Ben Roth", "EMAIL:ben@example.org")
NOTHING = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"


def people(database):
    with database.reading() as session:
        return list(exports.cards_of(session, None, include_private=True))


def test_every_card_is_counted_once(database, now):
    report = import_cards(database, now, ADA, BEN, NOTHING)

    assert (report.added, report.updated, report.unchanged, report.rejected) == (2, 0, 0, 1)
    assert report.total == 3


def test_everything_of_a_card_is_there(database, now):
    import_cards(database, now, ADA)

    (ada,) = people(database)
    assert ada.name == "Ada Lovelace"
    assert [email.address for email in ada.emails] == ["ada@example.org"]
    assert ada.notes == ("Plays golf",)
    assert set(ada.tags) == {"Friends", "Book club"}
    assert ada.occasions[0].day.iso() == "1815-12-10"
    assert ada.organisations[0].title == "Mathematician"
    assert [(line.name, line.value) for line in ada.unknown] == [("X-UNHEARD-OF", "kept")]
    with database.reading() as session:
        assert session.scalars(select(tables.Card.original)).one() == ADA.encode()


def test_an_imported_note_is_dated_and_says_where_it_came_from(database, now):
    import_cards(database, now, ADA)

    with database.reading() as session:
        note = session.scalars(select(tables.Note)).one()
    assert (note.origin, note.day, note.created_at) == ("card", now.date(), now)


def test_the_same_file_again_changes_nothing(database, now):
    import_cards(database, now, ADA, BEN)
    before = everything(database)

    report = import_cards(database, now + timedelta(days=1), ADA, BEN)

    assert (report.batch_id, report.added, report.updated, report.unchanged) == (None, 0, 0, 2)
    assert everything(database) == before


def test_the_same_people_in_other_words_change_nothing(database, now):
    import_cards(database, now, ADA)
    again = ADA.replace("+44 20 7946 0018", "020 7946 0018").replace("ada@", "ADA@")

    report = import_cards(database, now, again.replace("END:", "REV:20260101T000000Z\r\nEND:"))

    assert report.unchanged == 1


def test_two_of_one_card_in_a_file_are_one_person(database, now):
    report = import_cards(database, now, ADA, BEN, ADA)

    assert (report.added, report.unchanged) == (2, 1)


def test_a_card_that_knows_more_is_added_to_the_person(database, now):
    import_cards(database, now, ADA)
    more = vcard("Ada Lovelace", "EMAIL:ada@example.org", "EMAIL:ada@work.org", "NOTE:Sails too")

    (line,) = proposed(database, more).lines
    assert line.outcome is SAME
    assert [person.name for person in line.people] == ["Ada Lovelace"]
    assert [(entry.field, entry.text) for entry in line.adds] == [
        (Field.EMAIL, "ada@work.org"),
        (Field.NOTE, "Sails too"),
    ]
    report = import_cards(database, now, more)

    assert report.updated == 1
    (ada,) = people(database)
    assert [email.address for email in ada.emails] == ["ada@example.org", "ada@work.org"]
    assert ada.notes == ("Plays golf", "Sails too")


def test_a_note_of_the_user_is_never_overwritten(database, now):
    import_cards(database, now, ADA)
    with database.writing() as writing:
        writing.session.execute(text("UPDATE note SET text = 'Plays tennis', origin = 'user'"))

    import_cards(database, now, ADA.replace("UID", "X-OTHER:1\r\nUID"))

    assert set(people(database)[0].notes) == {"Plays tennis", "Plays golf"}


def test_later_cards_of_one_file_go_into_earlier_ones(database, now):
    more = vcard("Ada Lovelace", "EMAIL:ada@example.org", "TEL:555 0100")
    proposal = proposed(database, ADA, BEN, more)

    assert outcomes(proposal) == [NEW, NEW, SAME]
    report = carried_out(database, proposal, {}, now)
    assert (report.added, report.updated) == (2, 1)
    assert len(people(database)[0].telephones) == 2


def test_what_is_unclear_is_added_unless_the_user_decides(database, now):
    import_cards(database, now, vcard("Jo Meier"))
    namesake = vcard("Jo Meier", "TEL:+49 30 1234567")
    proposal = proposed(database, namesake)

    assert outcomes(proposal) == [UNCLEAR]
    assert [person.name for person in proposal.lines[0].people] == ["Jo Meier"]
    carried_out(database, proposal, {(0, 0): Choice.UPDATE}, now)
    assert len(people(database)) == 1

    history_step(database)
    carried_out(database, proposal, {}, now)
    assert len(people(database)) == 2


def history_step(database):
    return perform(database, history.undo)


def test_who_a_card_may_be_about_is_told_from_others_of_the_name(database, now):
    import_cards(
        database,
        now,
        vcard("Anna Schmidt", "ORG:Acme", "BDAY:1970-01-02"),
        vcard("Anna Schmidt", "ORG:Vega Robotics", "BDAY:1990-03-04"),
    )

    (line,) = proposed(database, vcard("Anna Schmidt", "EMAIL:anna@new.example")).lines

    assert line.outcome is UNCLEAR
    assert [person.called for person in line.people] == [
        "Anna Schmidt (Acme)",
        "Anna Schmidt (Vega Robotics)",
    ]


def test_the_only_one_of_a_name_is_told_with_what_is_known_of_them(database, now):
    import_cards(database, now, vcard("Anna Schmidt", "ORG:Acme", "TEL:+49 30 1234567"))

    (line,) = proposed(database, vcard("Anna Schmidt", "ORG:Vega Robotics")).lines

    assert line.outcome is UNCLEAR
    assert [person.called for person in line.people] == ["Anna Schmidt (Acme)"]


def test_people_who_share_a_switchboard_are_not_merged(database, now):
    crowd = [vcard(f"Person {chr(97 + n)}", "TEL:+49 30 9999999") for n in range(8)]

    report = import_cards(database, now, *crowd)

    assert report.added == 8
    more = vcard("Person H", "TEL:+49 30 9999999", "EMAIL:h@example.org")
    assert outcomes(proposed(database, more)) == [SAME]  # the name tells, even in a crowd
    assert outcomes(proposed(database, vcard("Somebody", "TEL:+49 30 9999999"))) == [NEW]


def test_a_family_address_merges_nobody(database, now):
    import_cards(database, now, vcard("Anna Meier", "EMAIL:meier@example.org"))

    assert outcomes(proposed(database, vcard("Ben Meier", "EMAIL:meier@example.org"))) == [UNCLEAR]


def test_who_is_in_the_trash_is_nobody(database, now):
    import_cards(database, now, ADA)
    with database.writing() as writing:
        writing.session.execute(text("UPDATE person SET deleted_at = '2026-01-01 00:00:00.000000'"))

    assert outcomes(proposed(database, ADA)) == [NEW]


def test_left_out_cards_count_as_rejected_and_leave_no_trace(database, now):
    proposal = proposed(database, ADA, BEN)

    report = carried_out(database, proposal, {(0, 0): Choice.LEAVE_OUT}, now)

    assert (report.added, report.rejected) == (1, 1)
    assert [card.name for card in people(database)] == ["Ben Roth"]


def test_what_would_go_into_a_card_left_out_becomes_a_person(database, now):
    more = vcard("Ada Lovelace", "EMAIL:ada@example.org", "TEL:555 0100")
    proposal = proposed(database, ADA, more)

    report = carried_out(database, proposal, {(0, 0): Choice.LEAVE_OUT}, now)

    assert (report.added, report.updated, report.rejected) == (1, 0, 1)


def test_a_known_person_can_be_added_all_the_same(database, now):
    import_cards(database, now, ADA)
    proposal = proposed(database, ADA)

    assert carried_out(database, proposal, {(0, 0): Choice.ADD}, now).added == 1
    assert len(people(database)) == 2


def test_a_preview_writes_nothing(database):
    before = everything(database)

    proposed(database, ADA, BEN)

    assert everything(database) == before


def test_a_whole_import_is_one_step_back_and_forth(database, now):
    import_cards(database, now, vcard("Ada Lovelace", "EMAIL:ada@example.org"))
    before = everything(database)
    import_cards(database, now, ADA, BEN, vcard("Cleo", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo="))
    after = everything(database)
    assert after != before

    action = perform(database, history.undo).value
    assert action.kind is ActionKind.IMPORT
    assert (action.subject, action.count) == ("pasted.vcf", 3)
    assert everything(database) == before

    perform(database, history.redo)
    assert everything(database) == after


def test_new_people_are_noted_for_undo_once_all_else_is_written(database, now):
    asked = []

    def watched(session):
        connection = text_index.driver(session)
        connection.set_trace_callback(asked.append)
        try:
            return imports.import_now(session, pasted(ADA, BEN), now, no_matter)
        finally:
            connection.set_trace_callback(None)

    perform(database, watched)

    written = [
        statement.split()[2 if statement.startswith("INSERT") else 1]
        for statement in asked
        if statement.startswith(("INSERT", "UPDATE")) and "temp." not in statement
    ]
    noted = written.index("undo_entry")
    assert {"import_batch", "person", "list_entry", "list_parts"} <= set(written[:noted])
    assert set(written[noted:]) == {"undo_entry"}


def test_nothing_to_import_leaves_nothing_to_undo(database, now):
    import_cards(database, now, NOTHING)

    with database.reading() as session:
        assert history.steps(session).undo is None


def test_the_list_and_its_search_say_what_the_tables_say(database, now):
    odd = vcard(
        "Łukasz Żółć", "N:Żółć;Łukasz;;Dr.;", "NICKNAME:Luki", "NOTE:one", "NOTE:two\\nlines",
        "CATEGORIES:book CLUB,Äpfel", "X-PASSALONG-NEED:a CFO", "X-PASSALONG-VALUE:golf",
        "X-PASSALONG-ASSET:flat in Lisbon", "ADR:;;Street 1;Town;;123;Poland", "BDAY:circa 1800",
        "URL:https://example.org", "ROLE:Chief",
    )  # fmt: skip
    import_cards(database, now, ADA, odd)

    with database.reading() as session:
        connection = text_index.driver(session)
        columns = ", ".join(list_entries.ListEntry._fields)
        kept = connection.execute(f"SELECT {columns} FROM list_entry ORDER BY position").fetchall()
        gathered = list_entries.gathered(connection, [1, 2])
    assert sorted(kept) == sorted(tuple(entry) for entry in gathered)


def test_cancelling_leaves_everything_as_it_was(database, now):
    before = everything(database)

    def stop(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        perform(database, lambda session: imports.import_now(session, pasted(ADA, BEN), now, stop))
    assert everything(database) == before
    assert import_cards(database, now, ADA).added == 1
    assert perform(database, history.undo).value is not None


def test_rejected_cards_can_be_saved_as_they_were(database):
    proposal = proposed(database, ADA, NOTHING, BEN)

    assert outcomes(proposal) == [NEW, REJECTED, NEW]
    assert imports.rejected_cards(proposal) == NOTHING.encode()


def test_a_thousand_cards_fit_between_each_other(database, now):
    cards = [vcard(f"Person {n:04}", f"EMAIL:p{n}@example.org") for n in range(1200)]

    assert import_cards(database, now, *cards[::2]).added == 600
    report = import_cards(database, now, *cards)

    assert (report.added, report.unchanged) == (600, 600)
    assert sorted(card.name for card in people(database)) == [f"Person {n:04}" for n in range(1200)]


def test_moments_and_uids_are_written_as_the_tables_write_them(database, now):
    import_cards(database, now, ADA)

    with database.reading() as session:
        person = session.scalars(select(tables.Person)).one()
    assert (person.created_at, person.deleted_at, person.card_uid) == (now, None, "ada-1")
    assert len(person.uid) == 36
    assert person.uid[14] == "4"


def test_a_full_disk_is_told_and_nothing_is_kept(database, now, tmp_path):
    from passalong.errors import Trouble

    before = everything(database)
    long = vcard("Ada", "NOTE:" + "x" * 2_000_000)

    def fill(session):
        connection = text_index.driver(session)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        try:
            return imports.import_now(session, pasted(long), now, no_matter)
        finally:
            connection.execute("PRAGMA max_page_count = 1073741823")

    with pytest.raises(Trouble) as told:
        perform(database, fill)
    assert "full" in told.value.what
    assert told.value.advice
    assert everything(database) == before


def test_a_card_that_changes_nothing_can_be_added_as_somebody_new(database, now):
    card = vcard("Ada Byron", "EMAIL:ada@x.example")
    import_cards(database, now, card)
    proposal = proposed(database, card)
    assert outcomes(proposal) == [UNCHANGED]

    report = carried_out(database, proposal, {(0, 0): Choice.ADD}, now)

    assert (report.added, report.unchanged) == (1, 0)
    assert len(people(database)) == 2
