"""
Print what the engine promises beside what it does, and write it as JSON.

    python -m tests.bench.inbetween [--bench FOLDER] [--only ROW …] [--contact FOLDER] [--json FILE]

FOLDER holds cases whose true in-betweens are known (a `manifest.json` and pictures); without it only the
rows are measured that the sample's own drawings suffice for.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import cv2

from tests.bench.inbetween import cases, known, memory, ranks, sample, speed
from tests.bench.inbetween.runs import Runs
from tests.bench.inbetween.sheets import Sheets
from tests.bench.inbetween.table import Row

KNOWN: dict[str, Callable[[Runs], Row]] = {
    "drawn": known.drawn,
    "breakdown": known.breakdown,
    "alone": known.alone,
    "near": known.near,
    "suggested": known.suggested,
    "ranks": ranks.ranks,
}
OWN: dict[str, Callable[[Sheets | None], list[Row]]] = {
    "speed": lambda _: [speed.speed()],
    "memory": lambda _: [memory.memory()],
    "sample": sample.sample,
}
NO_CASES = (
    "Rows that need true in-betweens are left out; say where they are: make bench-inbetween BENCH=FOLDER"
)


def main() -> int:
    """
    Measure the rows asked for, all by default; exit with 1 when a goal is missed.
    """
    options = _options()
    cv2.setNumThreads(1)
    sheets = Sheets(options.contact) if options.contact else None
    runs = Runs(cases.read(options.bench), sheets) if options.bench else None
    if runs is None:
        print(NO_CASES)
    rows: list[Row] = []
    for name in options.only or [*KNOWN, *OWN]:
        rows += _shown(name, runs, sheets)
    if sheets is not None:
        sheets.write()
        print(f"\nContact sheets are in {options.contact}.")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    record = {"machine": platform.platform(), "rows": [row.as_json() for row in rows]}
    options.json.write_text(json.dumps(record, indent=1) + "\n")
    missed = sum(bool(row.missed) for row in rows)
    print(f"\n{missed} of {len(rows)} rows miss a goal. Written to {options.json}.")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", choices=[*KNOWN, *OWN], metavar="ROW", help="%(choices)s")
    parser.add_argument("--contact", type=Path, metavar="FOLDER", help="where contact sheets go")
    parser.add_argument("--json", type=Path, default=Path("build/bench-inbetween.json"), metavar="FILE")
    options = parser.parse_args()
    if options.bench and not (options.bench / "manifest.json").is_file():
        parser.error(f"There is no manifest.json in {options.bench}.")
    return options


def _shown(name: str, runs: Runs | None, sheets: Sheets | None) -> list[Row]:
    """
    Return the rows of that name once they are printed; one that fails is a row that misses.
    """
    began = time.monotonic()
    try:
        if name in OWN:
            rows = OWN[name](sheets)
        elif runs is None:
            return []
        else:
            rows = [KNOWN[name](runs)]
    except Exception as trouble:  # the other rows are still worth seeing
        traceback.print_exc()
        rows = [known.failed(name, trouble)]
    print(f"\n[{name}, {time.monotonic() - began:.0f} s]")
    for row in rows:
        print("\n".join(row.lines()), flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
