"""The command line: each verb asks a service and prints what it answers.

``--json`` prints one object a line for programs; without it, text for people.
What goes wrong is one sentence on the error channel and exit status 1.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from passalong import __version__, settings
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

VERBS = (
    "import",
    "people",
    "show",
    "add",
    "note",
    "tag",
    "export",
    "capture",
    "inbox",
    "suggest",
    "sample",
    "undo",
    "redo",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one verb and return the exit status: 0, 1 for trouble, 2 for wrong usage."""
    out = _speaking_utf8(sys.stdout)
    chosen = parser().parse_args(argv)
    printer = Printer(out, sys.stderr, as_json=chosen.json)
    folder = Path(chosen.data_dir) if chosen.data_dir else settings.data_folder()
    # Argument mistakes are told before the heavy parts are loaded.
    from passalong.cli import verbs as carried

    try:
        carried.carry_out(chosen, folder, printer)
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
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="passalong",
        description="Build professional relationships by passing along value.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Passalong {__version__}")
    _add_common(top, as_json=False, data_dir=os.environ.get("PASSALONG_DATA_DIR", ""))
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, does: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=does, description=f"{does}.")
        _add_common(made, as_json=argparse.SUPPRESS, data_dir=argparse.SUPPRESS)
        return made

    wanted = verb("import", "Bring in people from vCard or CSV files")
    wanted.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder of files")
    wanted.add_argument("--dry-run", action="store_true", help="say what would happen, no more")
    wanted.add_argument("--rejected", metavar="OUT.vcf", help="save the cards not taken here")
    wanted = verb("people", "List people, or those a search finds")
    wanted.add_argument(
        "query", nargs="*", metavar="QUERY", help="words, tag:x needs:x has:x org:x"
    )
    wanted = verb("show", "Show everything about one person")
    wanted.add_argument("person", metavar="PERSON", help="a number, an id or a name")
    wanted = verb("add", "Add a person by one line")
    wanted.add_argument(
        "line", nargs="+", metavar="LINE", help="Name: into golf #tag needs: … has: …"
    )
    wanted = verb("note", "Write a note about a person")
    wanted.add_argument("person", metavar="PERSON")
    wanted.add_argument("text", nargs="+", metavar="TEXT")
    wanted = verb("tag", "Give a person tags")
    wanted.add_argument("person", metavar="PERSON")
    wanted.add_argument("tags", nargs="+", metavar="TAG")
    wanted = verb("export", "Write people into a file for other programs")
    wanted.add_argument("out", metavar="OUT", help="the file; its ending chooses the format")
    wanted.add_argument("people", nargs="*", metavar="PERSON", help="only these people")
    wanted.add_argument("--format", choices=["vcard3", "vcard4", "csv", "json"])
    wanted.add_argument(
        "--private",
        action="store_true",
        help="include notes, needs, values and what they can offer",
    )
    wanted = verb("capture", "Put something worth giving into the inbox")
    wanted.add_argument("text", nargs="+", metavar="TEXT|URL")
    verb("inbox", "List what is worth giving")
    wanted = verb("suggest", "Say whom something may be for, and why")
    wanted.add_argument("id", nargs="?", metavar="ID", help="a number of the inbox")
    wanted.add_argument("--text", help="any text instead")
    wanted.add_argument("--limit", type=_at_least_one, default=10, metavar="N")
    wanted = verb("sample", "Add the sample people")
    wanted.add_argument("--remove", action="store_true", help="take them away again")
    verb("undo", "Take back the last change")
    verb("redo", "Do again what was taken back last")
    return top


def _add_common(to: argparse.ArgumentParser, *, as_json: object, data_dir: str) -> None:
    """Add what may stand before the verb as well as after it.

    Behind the verb nothing is the default, or it would hide what stood before.
    """
    to.add_argument(
        "--json",
        action="store_true",
        default=as_json,
        help="print one JSON object a line, for programs",
    )
    to.add_argument(
        "--data-dir", metavar="DIR", default=data_dir, help="keep everything in this folder"
    )


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _speaking_utf8(stream: TextIO) -> TextIO:
    """Print any name, whatever the locale believes the terminal can show."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream
