"""
Scoring: how far drawings are from the true ones.

    psnr, ssim     of the whole picture
    fg_psnr, fg_ssim   where the figures are: in either key or the true drawing, with some room
    chamfer        pixels between the drawing's edges and the true ones, both ways, 30 at most
    edge_f1        the share of edges that lie within 3 pixels of the other's: precision and recall together
    ghost          strength of edges where a key has one and the truth has none, over that of all true edges
    sharp          strength of edges over that of the true ones
    travel         change from drawing to drawing over that of the true ones
    tt_fg_psnr     like fg_psnr, with two drawings of slack in time
    pop            the largest change over the mean one, over the same of the true drawings
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from tests.bench.inbetween.cases import Case

FARTHEST = 30.0
ROOM = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (19, 19))


class Scorer:
    """
    Hold what is known of a case's truth, to score any number of methods by it.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.regions = _regions(case)
        self.key_edges = [_distance(_edges(_grey(key))) for key in case.keys]
        self.true = [_Drawn(each) for each in case.truth]

    def score(self, drawings: Sequence[np.ndarray]) -> dict[str, float]:
        """
        Return every measure, mean over the drawings: `(h, w, 3)` RGB, one for each place of the case.
        """
        fitted = [_fitted(each, true.colours) for each, true in zip(drawings, self.true, strict=True)]
        each = [
            self._one(_Drawn(drawing), true, region)
            for drawing, true, region in zip(fitted, self.true, self.regions, strict=True)
        ]
        means = {name: float(np.mean([one[name] for one in each])) for name in each[0]}
        return means | self._in_time(fitted)

    def _one(self, drawn: _Drawn, true: _Drawn, region: np.ndarray) -> dict[str, float]:
        squared = ((drawn.colours.astype(np.float32) - true.colours) ** 2).mean(axis=-1)
        similar = _similarity(drawn.grey, true.grey)
        own, other = true.distance[drawn.edges & region], drawn.distance[true.edges & region]
        precision = float((own <= 3).mean()) if own.size else 0.0
        recall = float((other <= 3).mean()) if other.size else 1.0
        false = region & (true.distance > 4) & ((self.key_edges[0] < 2) | (self.key_edges[1] < 2))
        strength = max(1.0, true.strength[region].sum())
        return {
            "psnr": _psnr(squared.mean()),
            "ssim": float(similar[3:-3, 3:-3].mean()),
            "fg_psnr": _psnr(squared[region].mean() if region.any() else 0.0),
            "fg_ssim": float(similar[region].mean()) if region.any() else 1.0,
            "chamfer": (_mean(own, other) + _mean(other, own)) / 2,
            "edge_f1": 2 * precision * recall / max(1e-6, precision + recall),
            "ghost": float(drawn.strength[false].sum() / strength),
            "sharp": float(drawn.strength[region].sum() / strength),
        }

    def _in_time(self, drawings: Sequence[np.ndarray]) -> dict[str, float]:
        region = _halved(np.any(self.regions, axis=0).astype(np.uint8), cv2.INTER_NEAREST) > 0
        if not region.any():
            return {"tt_fg_psnr": 60.0, "pop": 1.0, "travel": 1.0}
        first, last = self.case.keys
        true = [_halved(each).astype(np.float32)[region] for each in (first, *self.case.truth, last)]
        made = [_halved(each).astype(np.float32)[region] for each in drawings]
        steps, true_steps = _steps([true[0], *made, true[-1]]), _steps(true)
        pops = [max(some) / max(1e-3, float(np.mean(some))) for some in (steps, true_steps)]
        return {
            "tt_fg_psnr": _psnr(_best_order(made, true[1:-1])),
            "pop": pops[0] / pops[1],
            "travel": sum(steps) / max(1e-3, sum(true_steps)),
        }


class _Drawn:
    """
    Hold a drawing with its edges.
    """

    def __init__(self, colours: np.ndarray) -> None:
        self.colours = colours
        self.grey = _grey(colours)
        self.edges = _edges(self.grey)
        self.distance = _distance(self.edges)
        grey = self.grey.astype(np.float32)
        self.strength = np.hypot(
            *(cv2.Sobel(grey, cv2.CV_32F, *order, ksize=3) for order in ((1, 0), (0, 1)))
        )


def _regions(case: Case) -> list[np.ndarray]:
    """
    Return where the figures are at each place; where nobody knows, what is not as in the first key.
    """
    if case.masks:
        first, last, inner = case.masks
        return [cv2.dilate((first | last | one).astype(np.uint8), ROOM) > 0 for one in inner]
    first, last = (key.astype(int) for key in case.keys)
    moved = np.abs(first - last).max(axis=-1) > 20
    apart = [moved | (np.abs(one - first).max(axis=-1) > 20) for one in case.truth]
    return [cv2.dilate(one.astype(np.uint8), ROOM) > 0 for one in apart]


def _fitted(drawing: np.ndarray, true: np.ndarray) -> np.ndarray:
    if drawing.shape == true.shape:
        return drawing
    return cv2.resize(drawing, true.shape[1::-1], interpolation=cv2.INTER_AREA)


def _psnr(squared: float) -> float:
    return float(min(60.0, 10 * np.log10(255**2 / max(float(squared), 1e-6))))


def _grey(colours: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)


def _edges(grey: np.ndarray) -> np.ndarray:
    return cv2.Canny(grey, 80, 160) > 0


def _distance(edges: np.ndarray) -> np.ndarray:
    if not edges.any():
        return np.full(edges.shape, FARTHEST, np.float32)
    return np.minimum(cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 3), FARTHEST)


def _similarity(some: np.ndarray, other: np.ndarray) -> np.ndarray:
    """
    Return the structural similarity at each pixel, over squares of 7 pixels (Wang and others, "Image Quality
    Assessment: From Error Visibility to Structural Similarity", 2004).
    """
    x, y = some.astype(np.float64), other.astype(np.float64)

    def mean(values: np.ndarray) -> np.ndarray:
        return cv2.blur(values, (7, 7), borderType=cv2.BORDER_REFLECT)

    of_sample = 49 / 48
    mx, my = mean(x), mean(y)
    vx, vy, both = (
        of_sample * v for v in (mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my)
    )
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return (2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))


def _mean(distances: np.ndarray, others: np.ndarray) -> float:
    if distances.size:
        return float(distances.mean())
    return FARTHEST if others.size else 0.0


def _halved(picture: np.ndarray, how: int = cv2.INTER_AREA) -> np.ndarray:
    return cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=how)


def _steps(drawings: Sequence[np.ndarray]) -> list[float]:
    return [float(np.abs(a - b).mean()) for a, b in pairwise(drawings)]


def _best_order(made: Sequence[np.ndarray], true: Sequence[np.ndarray]) -> float:
    """
    Return the least mean squared error when each drawing may stand for a true one up to two places away, in
    order.
    """
    best = np.zeros(len(true))
    for i, drawing in enumerate(made):
        costs = [((drawing - one) ** 2).mean() if abs(i - j) <= 2 else np.inf for j, one in enumerate(true)]
        best = np.minimum.accumulate(best) + costs
    return float(best.min() / len(made))
