"""A fresh process that measures one thing: ``worker module:function ARGUMENTS``."""

import importlib
import json
import sys


def main() -> None:
    """Call what is asked for and print its answer as JSON."""
    module, _, function = sys.argv[1].partition(":")
    measure = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)
    print(json.dumps(measure(*json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
