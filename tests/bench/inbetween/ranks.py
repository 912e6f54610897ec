"""
Whether the engine's own measures, which do not know the truth, rank drawings as the truth does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import spearmanr

from tests.bench.inbetween.cases import Case
from tests.bench.inbetween.runs import Run, Runs
from tests.bench.inbetween.table import Row

MEASURES = ("ghost", "unexplained", "drift", "missing", "trouble")
ALONE = ("hold", "crossfade", "DIS flow", "minterpolate", "flow")


def ranks(runs: Runs) -> Row:
    """
    Spearman's rank correlation of each measure with the truth's: within each case over the ways, mean over
    the cases; and over all ways and cases at once, where the cases' own difficulty counts too.
    """
    table = {case.name: _runs_of(runs, case) for case in runs.cases}
    moving = {name: some[1:] for name, some in table.items()}
    lines = {
        "ghost, within a case": _within(table, "ghost"),
        "chamfer, within a case": _within(table, "chamfer"),
        "ghost, within, without hold": _within(moving, "ghost"),
        "chamfer, within, without hold": _within(moving, "chamfer"),
        "ghost, all at once": _at_once(table, "ghost"),
        "chamfer, all at once": _at_once(table, "chamfer"),
    }
    (title, values), *others = lines.items()
    marked = {case.name for case in runs.cases if case.drawn and case.motion == "large"}
    drawn = {name: some for name, some in table.items() if name in marked}
    beside = {
        **dict(others),
        "ghost, drawn large, within": _within(drawn, "ghost"),
        "chamfer, drawn large, within": _within(drawn, "chamfer"),
    }
    count = sum(map(len, table.values()))
    return Row(
        f"rank correlation of the engine's own measures with the truth ({len(table)} cases, {count} runs)",
        values,
        {},
        f"truth's {title}",
        {f"truth's {name}": line for name, line in beside.items()},
        ("trouble is 100 less the score; 1 ranks as the truth does, 0 knows nothing of it.",),
    )


def _runs_of(runs: Runs, case: Case) -> list[Run]:
    """
    Return what each way made of a case, the hold first; what auto chose does not count twice.
    """
    some = [runs.of(way, case) for way in ALONE]
    chosen = runs.of("auto", case)
    marked = [runs.of("rig", case)] if case.drawn else []
    return [*some, *([] if chosen.how in ALONE else [chosen]), *marked]


def _own(run: Run, name: str) -> float:
    return 100 - run.own.score if name == "trouble" else float(getattr(run.own.whole.measures, name))


def _within(table: dict[str, list[Run]], true: str) -> dict[str, float]:
    return {
        name: float(np.nanmean([_correlation(some, name, true) for some in table.values()]))
        for name in MEASURES
    }


def _at_once(table: dict[str, list[Run]], true: str) -> dict[str, float]:
    every = [run for some in table.values() for run in some]
    return {name: _correlation(every, name, true) for name in MEASURES}


def _correlation(runs: Sequence[Run], name: str, true: str) -> float:
    own, known = [_own(run, name) for run in runs], [run.true[true] for run in runs]
    if len(set(own)) < 2 or len(set(known)) < 2:
        return float("nan")
    return float(spearmanr(own, known).statistic)
