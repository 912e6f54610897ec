"""
Print the figures that the product promises, each as a ratio or count within one run.

    python -m tests.bench [NAME …] [--json FILE]
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys
import time
from pathlib import Path

from tests.bench.figure import Figure

BENCHES = ("render", "first", "stale", "events", "timeline", "preview", "playback", "idle", "page")


def main() -> int:
    """
    Run the named benches, all by default; exit with 1 when a goal is missed.
    """
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"), metavar="FILE")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(
            f"There is no bench called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}."
        )
    figures: list[Figure] = []
    for name in options.names or BENCHES:
        started = time.monotonic()
        found = importlib.import_module(f"tests.bench.{name}").measure()
        print(f"\n{name} ({time.monotonic() - started:.0f} s)")
        for figure in found:
            print(f"  {figure}")
        figures += found
    options.json.parent.mkdir(parents=True, exist_ok=True)
    record = {"machine": platform.platform(), "figures": [figure.as_json() for figure in figures]}
    options.json.write_text(json.dumps(record, indent=1) + "\n")
    print(f"\nWritten to {options.json}.")
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
