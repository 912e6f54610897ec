"""
The rig draws the sample project's girl as her true drawing is.
"""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from editor import sample
from jobs.inbetween import Pair, lay, method
from jobs.inbetween.marks import Marks
from jobs.inbetween.quality.gauge import measure
from jobs.inbetween.skeleton import Skeleton

SKELETON = Skeleton.of(sample.PARENTS)
POSES = sample.poses()
US = [k / 10 for k in range(1, 10)]


@pytest.fixture(scope="module")
def keys():
    return {name: np.asarray(picture) for name, picture in sample.figures().items()}


@pytest.fixture(scope="module")
def backdrop():
    colours = np.asarray(next(iter(sample.backdrops().values())))
    return np.dstack((colours, np.full(colours.shape[:2], 255, np.uint8)))


def marks(name):
    places = sample.joints(POSES[name])
    return Marks(SKELETON, np.array([places[joint] for joint in SKELETON.names]))


def truth(first, last, u, joints):
    places = {name: (float(x), float(y)) for name, (x, y) in zip(SKELETON.names, joints, strict=True)}
    return np.asarray(sample.figure(replace(sample.mix(POSES[first], POSES[last], u), joints=places)))


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [
        ("stand", "reach", 29.9),
        ("reach", "hold", 32.1),
        ("crouch", "jump", 30.7),
        ("stand", "wave", 30.7),
    ],
)
def test_she_is_drawn_as_she_should_be(keys, backdrop, first, last, least):
    drawer = method("rig").prepare(Pair(keys[first], keys[last], backdrop, marks(first), marks(last)))
    levels = []
    for u in US:
        true = truth(first, last, u, drawer.joints(u))
        around = np.max([true[..., 3], keys[first][..., 3], keys[last][..., 3]], axis=0) > 127
        around = (
            cv2.dilate(around.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17))) > 0
        )
        off = lay(drawer.draw(u), backdrop).astype(float) - lay(true, backdrop)
        levels.append(10 * np.log10(255**2 / np.square(off[around][:, :3]).mean()))
    assert np.mean(levels) >= least
    alarms = drawer.alarms(US)
    assert alarms.flips < 0.002
    assert alarms.area < 0.4


def test_a_jump_whose_arms_are_torn_does_not_score_like_a_whole_one(keys, backdrop):
    """
    Flow cannot follow arms that turn by half a circle: they fade away here and appear there.
    """
    pair = Pair(keys["crouch"], keys["jump"], backdrop, marks("crouch"), marks("jump"))
    ends = [lay(key, backdrop) for key in (pair.first, pair.last)]
    scores = {}
    for name in ("crossfade", "flow", "rig"):
        drawer = method(name).prepare(pair)
        scores[name] = measure(*ends, [lay(drawer.draw(u), backdrop) for u in US], US).score
    assert scores["crossfade"] < 10
    assert scores["flow"] < 60
    assert scores["rig"] > 85
