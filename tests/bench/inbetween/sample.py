"""
The sample's pairs against true drawings.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from jobs.inbetween import Picture, lay
from jobs.inbetween.quality.gauge import measure
from jobs.inbetween.rig import Rig
from tests.bench.inbetween import girl
from tests.bench.inbetween.peers import PEERS
from tests.bench.inbetween.sheets import Sheets
from tests.bench.inbetween.table import Goal, Row, Values
from tests.bench.inbetween.ways import OTHERS

PAIRS = {
    ("stand", "reach"): (29.9, 0.02),
    ("reach", "hold"): (32.1, 0.02),
    ("crouch", "jump"): (30.7, 0.02),
    ("stand", "wave"): (30.7, 0.03),
}
"""
What a prototype of the engine reached: PSNR in dB, and ghost to two places.
"""

PLACES = [k / 10 for k in range(1, 10)]
AROUND = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17))


def sample(sheets: Sheets | None = None) -> list[Row]:
    """
    One row for each pair: PSNR within 8 pixels of the figure, in either key or the true drawing.
    """
    return [_row(first, last, *goals, sheets) for (first, last), goals in PAIRS.items()]


def _row(first: str, last: str, least: float, most: float, sheets: Sheets | None) -> Row:
    pair = girl.pair(first, last)
    drawer = Rig().prepare(pair)
    figures = [drawer.draw(u) for u in PLACES]
    true = [girl.between(first, last, u, drawer.joints(u)) for u in PLACES]
    keys = [lay(key, pair.plate) for key in (pair.first, pair.last)]
    ours, truth = ([lay(each, pair.plate) for each in some] for some in (figures, true))
    near = [_near(pair.first, pair.last, each) for each in true]
    made = {"rig": ours, "truth": truth} | {
        name: [
            np.dstack([drawing, np.full(drawing.shape[:2], 255, np.uint8)])
            for drawing in PEERS[name](*(key[..., :3] for key in keys), PLACES)
        ]
        for name in OTHERS
    }
    masks = [each[..., 3].copy() for each in (pair.first, *figures, pair.last)]
    values = {name: _values(keys, some, truth, near) for name, some in made.items()}
    if sheets is not None:
        for name in ("truth", "rig", "DIS flow", "minterpolate"):
            line = [keys[0], *(made[name][k] for k in (1, 3, 4, 5, 7)), keys[1]]
            sheets.keep_alike(f"sample-{first}-{last}", name, [each[..., :3] for each in line])
    alarms = drawer.alarms(PLACES)
    apart = measure(*keys, ours, PLACES, masks, alarms=alarms)
    geometry = f"flips {alarms.flips:.4f}, area {alarms.area:.2f}"
    note = f"{geometry}; score with figure and scenery apart {apart.score:.0f}"
    return Row(
        f"sample, {first} to {last}, rig over the shot's background, figure area",
        values.pop("rig"),
        {"PSNR": Goal(least=least), "ghost": Goal(most=most + 0.005)},
        "rig",
        values,
        (note,),
    )


def _values(
    keys: Sequence[Picture], drawings: Sequence[Picture], truth: Sequence[Picture], near: Sequence[np.ndarray]
) -> Values:
    own = measure(*keys, drawings, PLACES)
    ratios = [_psnr(each, true, area) for each, true, area in zip(drawings, truth, near, strict=True)]
    return {
        "PSNR": float(np.mean(ratios)),
        "ghost": own.whole.measures.ghost,
        "least PSNR": min(ratios),
        "score": own.score,
    }


def _near(*figures: Picture) -> np.ndarray:
    covered = np.any([figure[..., 3] > 127 for figure in figures], axis=0)
    return cv2.dilate(covered.astype(np.uint8), AROUND) > 0


def _psnr(drawing: Picture, true: Picture, area: np.ndarray) -> float:
    off = (drawing[..., :3].astype(np.float32) - true[..., :3])[area]
    return float(min(60.0, 10 * np.log10(255**2 / max(float((off**2).mean()), 1e-6))))
