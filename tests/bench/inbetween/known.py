"""
Rows that need cases whose truth is known.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jobs.inbetween import Marks
from tests.bench.inbetween.cases import Case, opaque
from tests.bench.inbetween.runs import Runs
from tests.bench.inbetween.table import Goal, Row
from tests.bench.inbetween.ways import OTHERS

FIGURE = ("ghost", "edge_f1", "chamfer", "travel", "sharp")
ALONE = ("auto", "flow", *OTHERS)
NEAR = 0.05


def drawn(runs: Runs) -> Row:
    """
    Figures that move far, joints of both keys given.
    """
    cases = _large(runs, lambda case: case.drawn)
    goals = {
        "ghost": Goal(most=0.06),
        "edge_f1": Goal(least=0.74),
        "chamfer": Goal(most=2.7),
        "travel": Goal(0.9, 1.1),
        "sharp": Goal(least=0.95),
    }
    ways = ("rig", "rig, masks", "rig, every pose", "auto, joints", "flow", *OTHERS)
    means = runs.means(ways, cases, (*FIGURE, "fg_psnr", "fg_ssim", "tt_fg_psnr"))
    return Row(
        f"drawn figures, large, joints of both keys given ({len(cases)} cases)",
        means.pop("rig"),
        goals,
        "rig",
        means,
        (_warned(runs, cases),),
        runs.each(ways, cases),
    )


def breakdown(runs: Runs) -> Row:
    """
    The same with the true joints halfway.
    """
    cases = _large(runs, lambda case: case.drawn)
    without, with_one = runs.means(("rig", "rig, breakdown"), cases, ("fg_psnr", *FIGURE)).values()
    return Row(
        f"the same with one breakdown, joints without a picture ({len(cases)} cases)",
        {"gained fg_psnr": with_one["fg_psnr"] - without["fg_psnr"], **with_one},
        {"gained fg_psnr": Goal(least=2)},
        "rig, breakdown",
        {"rig": without},
        detail=runs.each(["rig, breakdown"], cases),
    )


def alone(runs: Runs) -> Row:
    """
    All that moves far, keys alone.
    """
    cases = _large(runs, lambda _: True)
    means = runs.means(ALONE, cases, ("ghost", "chamfer", "edge_f1", "travel", "sharp", "fg_ssim"))
    goals = {"ghost": Goal(most=0.10), "chamfer": Goal(most=3.6), "edge_f1": Goal(least=0.70)}
    return Row(
        f"all large cases, keys alone ({len(cases)} cases)",
        means.pop("auto"),
        goals,
        "auto",
        means,
        (_chosen(runs, cases),),
        runs.each(ALONE, cases),
    )


def near(runs: Runs) -> Row:
    """
    What moves less, keys alone: at least as good as plain optical flow.
    """
    cases = [case for case in runs.cases if case.motion != "large"]
    means = runs.means(ALONE, cases, ("fg_ssim", "ghost", "chamfer", "edge_f1"))
    plain = means["DIS flow"]
    return Row(
        f"small and medium cases, keys alone ({len(cases)} cases)",
        means.pop("auto"),
        {"fg_ssim": Goal(least=plain["fg_ssim"]), "ghost": Goal(most=plain["ghost"])},
        "auto",
        means,
        (_chosen(runs, cases),),
        runs.each(ALONE, cases),
    )


def suggested(runs: Runs) -> Row:
    """
    Joints carried from the first key to the last, against the true ones.
    """
    cases = [case for case in runs.cases if case.drawn]
    found = {case.name: _carried(case) for case in cases}
    off, left = (np.concatenate(each) for each in zip(*found.values(), strict=True))
    far = np.concatenate([found[case.name][0] for case in cases if case.motion == "large"])
    within, median = f"within {NEAR:.0%} of height", "median off"
    detail = {name: [round(float((some <= NEAR).mean()), 3) for some in both] for name, both in found.items()}
    return Row(
        f"suggested joints of the last key ({len(cases)} cases, {len(off)} joints)",
        {within: float((off <= NEAR).mean()), median: float(np.median(off))},
        {within: Goal(least=0.85)},
        "suggested",
        {"left where they were": {within: float((left <= NEAR).mean()), median: float(np.median(left))}},
        (f"of those that move far {float((far <= NEAR).mean()):.3f} are within it",),
        detail,
    )


def _carried(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """
    Return how far the suggested joints, and those of the first key, are from the true ones, in heights
    of the figure.
    """
    from jobs.inbetween.carrying.suggest import suggest  # loaded only where it is measured

    first, last = map(opaque, case.keys)
    true = case.joints[-1]
    found = suggest(first, Marks(case.skeleton, case.joints[0]), last).joints
    rows = np.flatnonzero(case.masks[1].any(axis=1)) if case.masks else true[:, 1]
    height = float(rows.max() - rows.min())
    return (
        np.linalg.norm(found - true, axis=1) / height,
        np.linalg.norm(case.joints[0] - true, axis=1) / height,
    )


def _large(runs: Runs, which: Callable[[Case], bool]) -> list[Case]:
    return [case for case in runs.cases if case.motion == "large" and which(case)]


def _warned(runs: Runs, cases: list[Case]) -> str:
    alarms = {case.name: runs.of("rig", case).own.alarms for case in cases}
    torn = [name for name, alarm in alarms.items() if alarm is not None and alarm.torn]
    worst = max(alarm.area for alarm in alarms.values() if alarm is not None)
    return f"the rig's geometry warns in {len(torn)} cases {', '.join(torn)}; its largest area is {worst:.2f}"


def _chosen(runs: Runs, cases: list[Case]) -> str:
    ways = [runs.of("auto", case).how for case in cases]
    return "auto chose " + ", ".join(f"{way} {ways.count(way)} times" for way in sorted(set(ways)))


def failed(name: str, trouble: Exception) -> Row:
    """
    Return the row of something that could not be measured.
    """
    return Row(f"{name}: {trouble}", {}, {"measured": Goal(least=1)})
