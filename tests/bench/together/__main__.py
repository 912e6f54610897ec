"""
Print what holds when many people are at one project.

    python -m tests.bench.together [NAME …] [--seconds 60] [--people 30] [--viewers 200] [--json FILE]
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import time
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.together.scale import Scale
from tests.machines import studio

PARTS = ("editing", "access", "watching", "killed", "classes")


def main() -> int:
    """
    Measure the named parts, all by default; exit with 1 when a goal is missed.
    """
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--seconds", type=float, default=Scale.seconds, help="of editing")
    parser.add_argument("--people", type=int, default=Scale.people, help="in one project")
    parser.add_argument("--viewers", type=int, default=Scale.viewers, help="of one shared render")
    parser.add_argument("--json", type=Path, default=Path("build/together.json"), metavar="FILE")
    options = parser.parse_args()
    if unknown := set(options.names) - set(PARTS):
        parser.error(f"There is no part called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    scale = Scale(options.seconds, options.people, options.viewers)
    figures: list[Figure] = []
    for name in options.names or PARTS:
        started, load = time.monotonic(), os.getloadavg()[0]
        with studio(workers=1) as address:
            found = importlib.import_module(f"tests.bench.together.{name}").measure(address, scale)
        print(f"\n{name} ({time.monotonic() - started:.0f} s, load before {load:.1f})")
        for figure in found:
            print(f"  {figure}", flush=True)
        figures += found
    options.json.parent.mkdir(parents=True, exist_ok=True)
    record = {"machine": platform.platform(), "figures": [figure.as_json() for figure in figures]}
    options.json.write_text(json.dumps(record, indent=1) + "\n")
    print(f"\nWritten to {options.json}.")
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
