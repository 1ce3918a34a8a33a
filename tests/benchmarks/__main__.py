"""Measure, and print every figure with its ratio and what is required of it."""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measuring import PAIRS, Bench, Figure

BENCHMARKS = {
    "start": "starting:figures",  # first: what others load here would be shared by what it measures
    "import": "importing:figures",
    "gap": "gaps:figures",
    "search": "searching:figures",
    "export": "exporting:figures",
    "edit": "editing:saving",
    "undo": "editing:undoing",
    "ranking": "ranking:figures",
    "introductions": "introductions:figures",
    "asking": "asking:figures",
    "idle": "idle:figures",
}
LONG = {"idle"}  # only when named


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks that are named, or all; return 1 when a figure is over its limit."""
    if "matching" in arguments and any(each.startswith("--corpus") for each in arguments):
        from tests.benchmarks import matching

        return matching.main([each for each in arguments if each != "matching"])
    asked = _parse(arguments)
    if not asked.json:
        print(f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}")
        print(f"Medians of {asked.pairs} pairs run in turn, each in a fresh process.\n")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="passalong-bench-") as folder:
        bench = Bench(Path(folder), asked.pairs, tuple(asked.people), asked.minutes)
        for name in BENCHMARKS:
            if name not in (asked.names or BENCHMARKS.keys() - LONG):
                continue
            module, _, function = BENCHMARKS[name].partition(":")
            measure = getattr(import_module(f"tests.benchmarks.{module}"), function)
            for figure in measure(bench):
                figures.append(figure)
                if not asked.json:
                    print(_line(figure), flush=True)
    if asked.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=2))
    return 0 if all(figure.is_reached for figure in figures) else 1


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how often to measure each")
    parser.add_argument("--minutes", type=float, default=10, help="how long to watch it idle")
    parser.add_argument(
        "--people",
        type=int,
        nargs=2,
        default=(10_000, 100_000),
        metavar=("SMALLER", "LARGER"),
        help="how many people the two address books have",
    )
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.")
    return asked


def _line(figure: Figure) -> str:
    verdict = "ok  " if figure.is_reached else "OVER"
    line = f"{verdict} {figure.name:<48} {figure.ours:9.2f} {figure.unit:<3}"
    if figure.yardstick is None:
        line += f"  at most {figure.required:g} {figure.unit}"
    else:
        line += (
            f"  {figure.against} {figure.yardstick:.2f} {figure.unit}"
            f"  ratio {figure.measured:.2f}, at most {figure.required:g}"
        )
    return f"{line}  ({figure.remark})" if figure.remark else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
