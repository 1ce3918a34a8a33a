"""The verb ``solve``: somebody is out of a bind, the user perhaps."""

from argparse import Namespace
from pathlib import Path

from sqlalchemy.orm import Session

from passalong.cli.asking import request_object, solved_mine, still_to_hear
from passalong.cli.clock import now_of
from passalong.cli.helping import bind_object, bind_text
from passalong.cli.opening import opened
from passalong.cli.printing import Printer
from passalong.errors import Trouble
from passalong.services import asking, binds
from passalong.services.outcome import Outcome, perform


def solve(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Say that a bind is solved; of the user's own also who helped, and who is to hear of it."""

    def change(session: Session) -> Outcome[int]:
        number, now = binds.resolve(session, chosen.id), now_of(chosen)
        found = binds.bind(session, number)
        if found.is_mine:
            return solved_mine(session, number, chosen.helped, now)
        if chosen.helped:
            raise Trouble(
                f"This is {found.person_name}'s bind: --helped says who helped you with your own.",
                "Leave it out.",
            )
        return binds.solve(session, number, now)

    with opened(folder) as database:
        number = perform(database, change).value
        with database.reading() as session:
            found = binds.bind(session, number)
            requests = asking.requests(session, number) if found.is_mine else []
    told = bind_object(found)
    if found.is_mine:
        told["requests"] = [request_object(one) for one in requests]
    printer.answer(told, f"Solved: {bind_text(found).lstrip()}")
    if requests and not printer.as_json:
        printer.say_aside(still_to_hear(number, requests))
