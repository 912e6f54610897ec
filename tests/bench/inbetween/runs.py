"""
Runs: every way on every case, each drawn and scored once however many rows ask for it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from jobs.inbetween.quality.gauge import Quality, measure
from tests.bench.inbetween.cases import Case, opaque
from tests.bench.inbetween.scoring import Scorer
from tests.bench.inbetween.sheets import Sheets
from tests.bench.inbetween.ways import WAYS

OWN = ("ghost", "unexplained", "drift", "missing", "jump")


@dataclass(frozen=True)
class Run:
    """
    What one way made of one case, by the truth, and by the engine's own measures, which do not know it.
    """

    true: dict[str, float]
    own: Quality
    how: str
    seconds: float


@dataclass
class Runs:
    """
    Draw and score on demand; thumbnails are kept where sheets are wanted.
    """

    cases: Sequence[Case]
    sheets: Sheets | None = None
    _done: dict[tuple[str, str], Run] = field(default_factory=dict)
    _scorers: dict[str, Scorer] = field(default_factory=dict)

    def of(self, way: str, case: Case) -> Run:
        """
        Return the run of a way on a case.
        """
        if (way, case.name) not in self._done:
            print(f"\r  {way}: {case.name}".ljust(79), end="", file=sys.stderr, flush=True)
            self._done[way, case.name] = self._run(way, case)
            print("\r".ljust(80), end="\r", file=sys.stderr, flush=True)
        return self._done[way, case.name]

    def means(
        self, ways: Sequence[str], cases: Iterable[Case], names: Sequence[str]
    ) -> dict[str, dict[str, float]]:
        """
        Return for each way the means over cases of what the truth says.
        """
        rows = [[self.of(way, case).true for way in ways] for case in cases]
        return {
            way: {name: float(np.mean([row[k][name] for row in rows])) for name in names}
            for k, way in enumerate(ways)
        }

    def each(self, ways: Iterable[str], cases: Iterable[Case]) -> dict[str, dict[str, object]]:
        """
        Return all that is known of some ways on some cases, for the file.
        """
        cases = list(cases)
        return {way: {case.name: _plain(self.of(way, case)) for case in cases} for way in ways}

    def _run(self, way: str, case: Case) -> Run:
        scorer = self._scorer(case)
        began = time.process_time()
        made = WAYS[way](case)
        seconds = time.process_time() - began
        if self.sheets is not None:
            self.sheets.keep(case, way, made.drawings)
        keys = map(opaque, case.keys)
        drawings = [opaque(drawing) for drawing in made.drawings]
        own = measure(*keys, drawings, case.places, alarms=made.alarms)
        return Run(scorer.score(made.drawings), own, made.how, seconds)

    def _scorer(self, case: Case) -> Scorer:
        # One at a time is kept: a scorer holds some hundred megabytes.
        if case.name not in self._scorers:
            self._scorers = {case.name: Scorer(case)}
        return self._scorers[case.name]


def _plain(run: Run) -> dict[str, object]:
    numbers = {name: round(value, 4) for name, value in run.true.items()}
    own = {name: round(getattr(run.own.whole.measures, name), 4) for name in OWN}
    own["score"] = round(run.own.score, 1)
    if run.own.alarms is not None:
        own |= {"flips": round(run.own.alarms.flips, 5), "area": round(run.own.alarms.area, 3)}
    return {**numbers, "own": own, "how": run.how, "seconds": round(run.seconds, 2)}
