"""
A mesh follows its bones, as rigid as possible.
"""

import numpy as np
import pytest

from jobs.inbetween.puppetry.arap import Bender
from jobs.inbetween.puppetry.cutting import cut
from jobs.inbetween.puppetry.mesh import weave
from jobs.inbetween.puppetry.parts import parts_of
from jobs.inbetween.puppetry.raster import Raster, Window
from jobs.inbetween.skeleton import HUMANOID

from .doll import RAISED, drawn, pose

STANDING = pose()
PARTS = parts_of(HUMANOID)


def bender_of(joints):
    mask = drawn(joints)[..., 3]
    made = cut(mask, joints, PARTS, frozenset())
    regions = [(made.labels == index).astype(np.uint8) for index in range(len(PARTS))]
    mesh = weave(regions, PARTS, joints, welds=[6.0] * len(PARTS), step=8, margin=9)
    return Bender(mesh, mask, joints, PARTS, made.thickness)


BENDER = bender_of(STANDING)


def test_at_rest_nothing_moves():
    bent = BENDER.at(STANDING)
    np.testing.assert_allclose(bent.places, BENDER.mesh.places, atol=1e-6)
    np.testing.assert_allclose(bent.turns, 1, atol=1e-6)


@pytest.mark.parametrize("degrees", [30, 170])
def test_a_turned_figure_is_turned_and_nothing_else(degrees):
    turn = np.radians(degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    bent = BENDER.at(np.add(STANDING @ matrix.T, (30, -20)))
    np.testing.assert_allclose(bent.places, np.add(BENDER.mesh.places @ matrix.T, (30, -20)), atol=0.05)
    np.testing.assert_allclose(np.angle(bent.turns), turn, atol=0.01)


def test_what_is_held_follows_its_bone():
    bent = BENDER.at(RAISED)
    handles = BENDER.handles
    places = (bent.places[handles.corners] * handles.shares[..., None]).sum(axis=1)
    on_hand = handles.places[:, 0] > 140
    assert on_hand.sum() > 3
    shoulder, rest = (
        RAISED[HUMANOID.names.index("left_shoulder")],
        STANDING[HUMANOID.names.index("left_hand")],
    )
    hand = places[np.linalg.norm(handles.places - rest, axis=1).argmin()]
    assert np.linalg.norm(hand - RAISED[HUMANOID.names.index("left_hand")]) < 1
    assert np.linalg.norm(hand - shoulder) > 40


def test_the_body_stays_where_an_arm_that_hangs_on_it_turns():
    moved = np.linalg.norm(BENDER.at(RAISED).places - BENDER.mesh.places, axis=1)
    shoulder = STANDING[HUMANOID.names.index("left_shoulder")]
    far = np.linalg.norm(BENDER.mesh.places - shoulder, axis=1) > 24
    column, row = np.clip(BENDER.mesh.places.astype(int), 0, (199, 239)).T
    inside = drawn(STANDING)[row, column, 3] > 127
    assert moved[(BENDER.mesh.part == 0) & far & inside].max() < 3


def test_a_longer_bone_stretches_along_itself_but_not_across():
    longer = pose(left_elbow=(140, 113.3), left_hand=(152, 141.3))
    grown = BENDER.at(longer).places
    part = next(index for index, part in enumerate(PARTS) if part.limb == "left_arm")
    corners = BENDER.mesh.triangles[part]
    bone = STANDING[HUMANOID.names.index("left_elbow")] - STANDING[HUMANOID.names.index("left_shoulder")]
    along = bone / np.linalg.norm(bone)
    across = np.array([-along[1], along[0]])
    for axis, ratio in ((along, 1.22), (across, 1.0)):
        spread = [np.ptp(places[np.unique(corners)] @ axis) for places in (BENDER.mesh.places, grown)]
        assert spread[1] / spread[0] == pytest.approx(ratio, abs=0.12)


def test_the_raster_leads_back_to_where_a_bent_mesh_came_from():
    bent = BENDER.at(np.add(STANDING, (12, 7)))
    for step in (1, 3):
        window = Window.around(bent.places, (240, 200), step)
        raster = Raster(BENDER.mesh.places, BENDER.mesh.triangles, BENDER.mesh.step, step)
        source = raster.bent(bent.places).source(0, window)
        row, column = (110 - window.top) // step, (112 - window.left) // step
        middle = np.array([window.left + column * step, window.top + row * step]) + (step - 1) / 2
        np.testing.assert_allclose(source[row, column], middle - (12, 7), atol=0.05)


def test_a_window_outside_of_the_picture_is_none():
    places = np.array([[300.0, 20.0], [320.0, 40.0]])
    assert Window.around(places, (240, 200), 3) is None
    assert Window.around(places - (290, 0), (240, 200), 3) == Window(6, 15, 10, 10, 3)
