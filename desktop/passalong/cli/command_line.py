"""The command line: each verb asks a service and prints what it answers.

``--json`` prints one object a line for programs; without it, text for people.
What goes wrong is one sentence on the error channel and exit status 1.
"""

import argparse
import io
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from passalong import __version__, settings
from passalong.cli.arguments import PERSON, AddVerb, add_now, text
from passalong.cli.asking_arguments import add_verbs_of_asking
from passalong.cli.giving_arguments import (
    add_verbs_of_ledger,
    add_verbs_of_opportunities,
    add_verbs_of_passing,
)
from passalong.cli.helping_arguments import add_verbs_of_helping
from passalong.cli.introducing_arguments import add_verbs_of_introducing
from passalong.cli.printing import Printer
from passalong.errors import Trouble

_EXAMPLES = """examples:
  passalong import contacts.vcf
  passalong add "Ada Byron: into golf #conference needs: a CFO has: flat in Lisbon"
  passalong people "golf tag:conference"
  passalong capture "Two play-off tickets, section 114"
  passalong suggest 1
  passalong export people.vcf

Without a verb the window opens. The data folder is --data-dir, or
PASSALONG_DATA_DIR, or the place where your system keeps such things."""

_SAYS_NOTHING = logging.NullHandler()


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one verb and return the exit status: 0, 1 for trouble, 2 for wrong usage."""
    chosen = parser().parse_args(argv)
    folder = Path(chosen.data_dir) if chosen.data_dir else settings.data_folder()

    def verb(printer: Printer) -> None:
        # Argument mistakes are told before the heavy parts are loaded.
        from passalong.cli.verbs import carry_out

        carry_out(chosen, folder, printer)

    return _guarded(verb, as_json=chosen.json)


def demonstrate() -> int:
    """Do the main job in the terminal, for a machine without a screen."""

    def show(printer: Printer) -> None:
        from passalong.cli import demonstration

        demonstration.demonstrate(printer)

    return _guarded(show, as_json=False)


def _guarded(work: Callable[[Printer], None], *, as_json: bool) -> int:
    """Do some work and turn whatever goes wrong into a sentence and an exit status."""
    out, aside = _speaking_utf8(sys.stdout), _speaking_utf8(sys.stderr)
    printer = Printer(out, aside, as_json=as_json)
    # What is noted for whoever helps is no answer: without this Python prints it.
    logging.getLogger().addHandler(_SAYS_NOTHING)
    try:
        work(printer)
        out.flush()
    except Trouble as trouble:
        printer.trouble(trouble)
        return 1
    except KeyboardInterrupt:
        printer.say_aside("Stopped; nothing was changed.")
        return 130
    except BrokenPipeError:
        # Whoever read the output has heard enough; Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:  # noqa: BLE001 - the thread ends here
        printer.trouble(_mistake(error))
        return 1
    return 0


def _mistake(error: Exception) -> Trouble:
    """Return what the user is told of a mistake of ours: its kind and place, no data."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
    return Trouble(
        f"This is a mistake in Passalong {__version__} ({where}).",
        "Nothing was changed. Please report it with this line.",
    )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="passalong",
        description="Build professional relationships by passing along value.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_common(top, json=False, data_dir=os.environ.get("PASSALONG_DATA_DIR", ""))
    top.add_argument("--version", action="version", version=f"Passalong {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, does: str, example: str = "") -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name,
            help=does,
            description=f"{does}.",
            epilog=f"example:\n  passalong {example or name}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        # Without defaults, or what was given before the verb would be forgotten.
        _add_common(made, json=argparse.SUPPRESS, data_dir=argparse.SUPPRESS)
        return made

    _add_verbs_of_files(verb)
    _add_verbs_of_people(verb)
    add_verbs_of_opportunities(verb)
    add_verbs_of_passing(verb)
    add_verbs_of_ledger(verb)
    add_verbs_of_helping(verb)
    add_verbs_of_asking(verb)
    add_verbs_of_introducing(verb)
    add_now(verb("due", "Say what the tray would say now, and when it looks again"))
    wanted = verb("sample", "Add the sample people", "sample --remove")
    wanted.add_argument("--remove", action="store_true", help="take them away again")
    add_now(wanted)
    verb("undo", "Take back the last change")
    verb("redo", "Do again what was taken back last")
    _add_verbs_of_safekeeping(verb)
    return top


def _add_common(to: argparse.ArgumentParser, *, json: object, data_dir: object) -> None:
    to.add_argument(
        "--json",
        action="store_true",
        default=json,
        help="print one JSON object a line, for programs",
    )
    to.add_argument(
        "--data-dir", metavar="DIR", default=data_dir, help="keep everything in this folder"
    )


def _add_verbs_of_files(verb: AddVerb) -> None:
    wanted = verb(
        "import",
        "Bring in people from vCard or CSV files",
        "import contacts.vcf --dry-run",
    )
    wanted.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder of files")
    wanted.add_argument("--dry-run", action="store_true", help="say what would happen, no more")
    wanted.add_argument("--rejected", metavar="OUT.vcf", help="save the cards not taken here")
    add_now(wanted)
    wanted = verb(
        "export", "Write people into a file for other programs", "export friends.csv Ada 12"
    )
    wanted.add_argument("out", metavar="OUT", help="the file; its ending chooses the format")
    wanted.add_argument("people", nargs="*", type=text, metavar="PERSON", help="only these people")
    wanted.add_argument("--format", choices=["vcard3", "vcard4", "csv", "json"])
    wanted.add_argument(
        "--private",
        action="store_true",
        help="include notes, needs, binds, values and what they can offer",
    )


def _add_verbs_of_people(verb: AddVerb) -> None:
    wanted = verb(
        "people", "List people, or those a search finds", 'people golf needs:"a designer"'
    )
    wanted.add_argument(
        "query",
        nargs="*",
        type=text,
        metavar="QUERY",
        help="words, tag:x needs:x has:x value:x org:x in:bind",
    )
    wanted = verb("show", "Show everything about one person", "show Ada")
    wanted.add_argument("person", type=text, metavar="PERSON", help=PERSON)
    wanted = verb("add", "Add a person by one line", 'add "Ada Byron: into golf #conference"')
    wanted.add_argument(
        "line",
        nargs="+",
        type=text,
        metavar="LINE",
        help="Name: into golf #tag needs: … has: … | Name needs help: …, by Tuesday",
    )
    add_now(wanted)
    wanted = verb("note", "Write a note about a person", 'note Ada "Plays golf every Sunday."')
    wanted.add_argument("person", type=text, metavar="PERSON", help=PERSON)
    wanted.add_argument("text", nargs="+", type=text, metavar="TEXT")
    add_now(wanted)
    wanted = verb("tag", "Give a person tags", "tag Ada conference school")
    wanted.add_argument("person", type=text, metavar="PERSON", help=PERSON)
    wanted.add_argument("tags", nargs="+", type=text, metavar="TAG")
    add_now(wanted)


def _add_verbs_of_safekeeping(verb: AddVerb) -> None:
    wanted = verb("backup", "Copy everything into the folder of backups")
    wanted.add_argument("--list", action="store_true", help="list the backups there are")
    wanted = verb("restore", "Bring a backup back; the data of now are kept", "restore latest")
    wanted.add_argument(
        "file", type=text, metavar="FILE|latest", help="a backup's name, a file, or the newest"
    )
    verb("verify", "Check that the data file is whole")


def _speaking_utf8(stream: TextIO) -> TextIO:
    """Print any name, whatever the locale believes the terminal can show."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream
