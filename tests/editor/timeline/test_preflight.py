"""
What is said about a pair before it is rendered, and what would lay one pose on the other.
"""

from uuid import uuid4

import cv2
import numpy as np
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from editor.models import Character, Keyframe, Pose, Project
from editor.poses import intake, pictures
from editor.poses.computing import in_turn
from editor.timeline import preflight, rows, sheet
from jobs import matching, pairing, previews
from jobs.frames import picture_path
from tests.editor.timeline.test_actions import keys_of
from tests.factories import BARS, marked, story, viewer_for

pytestmark = pytest.mark.django_db

SIZE = (320, 240)


@pytest.fixture(autouse=True)
def nothing_remembered():
    previews.forget()


@pytest.fixture
def project(client):
    project = story(0, 5, 10)
    client.force_login(project.owner)
    return project


def figure(middle=(160, 130), height=120, colour=(200, 60, 40), *, opaque=False, size=SIZE) -> Image.Image:
    """
    A body with a head, as a cut-out or before a scenery of its own.
    """
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    if opaque:
        rng = np.random.default_rng(3)
        field = rng.integers(0, 255, (12, 16, 3)).astype(np.uint8)
        pixels[..., :3] = cv2.resize(field, size, interpolation=cv2.INTER_CUBIC)
        pixels[..., 3] = 255
    x, y, part = *middle, height // 3
    cv2.ellipse(pixels, (x, y + part // 2), (part // 2, part), 0, 0, 360, (*colour, 255), -1)
    cv2.circle(pixels, (x, y - part), part // 2, (*colour, 255), -1)
    return Image.fromarray(pixels)


def show(project: Project, number: int, image: Image.Image) -> None:
    """
    Have a key show a picture.
    """
    picture = pictures.keep(intake.plain(image))
    Pose.objects.filter(pk=keys_of(project)[number].pose_id).update(picture=picture)


def ask(client, project, what="preflight", number=0):
    return client.get(f"/api/projects/{project.pk}/segments/{keys_of(project)[number].pk}/{what}")


def checks(client, project):
    answer = ask(client, project)
    assert answer.status_code == 200, answer.content
    return {check["code"]: check for check in answer.json()["checks"]}


def levels(client, project):
    return {code: check["level"] for code, check in checks(client, project).items()}


def test_a_pair_that_goes_together_is_good(client, project):
    show(project, 0, figure())
    show(project, 1, figure((170, 126)))
    Keyframe.objects.update(method="flow")
    answer = ask(client, project).json()
    assert answer["level"] == "good"
    assert [check["code"] for check in answer["checks"]] == [
        *("size", "form", "palette", "scale", "place", "far", "marks"),
    ]
    assert all(check["sentence"] and not check["advice"] for check in answer["checks"])


def test_equal_poses_make_a_frozen_clip_unless_a_breakdown_moves_them(client, project):
    marked(project)
    first = keys_of(project)[0]
    Keyframe.objects.filter(pk=keys_of(project)[1].pk).update(pose=first.pose)
    same = checks(client, project)["same"]
    assert (same["level"], same["act"]) == ("trouble", "breakdown") and "nothing will move" in same[
        "sentence"
    ]
    joints = [[x + 0.2, y] for x, y in first.pose.joints]
    Keyframe.objects.filter(pk=first.pk).update(breakdowns=[{"u": 0.5, "joints": joints}])
    assert checks(client, project)["same"]["level"] == "good"


def test_a_small_picture_beside_a_large_one(client, project):
    Project.objects.update(width=640, height=480)
    show(project, 0, figure(size=(640, 480), middle=(320, 260), height=240))
    show(project, 1, figure(size=(160, 120), middle=(80, 65), height=60))
    size = checks(client, project)["size"]
    assert size["level"] == "trouble" and size["numbers"] == {"a": 1.0, "b": 4.0}
    assert size["poses"] == [str(keys_of(project)[1].pose_id)]


def test_pictures_of_two_forms_lie_differently_on_the_canvas(client, project):
    show(project, 0, figure(opaque=True))
    show(project, 1, figure(opaque=True, size=(240, 240), middle=(120, 130)))
    form = checks(client, project)["form"]
    assert (form["level"], form["act"]) == ("trouble", "crop")
    show(project, 0, figure())
    show(project, 1, figure(size=(240, 240), middle=(120, 130)))
    assert levels(client, project)["form"] == "good", "cut-outs have no edges"


def test_a_cut_out_and_a_whole_picture(client, project):
    show(project, 0, figure())
    show(project, 1, figure(opaque=True))
    assert checks(client, project)["alpha"]["level"] == "trouble"


def test_colours_that_change(client, project):
    show(project, 0, figure())
    show(project, 1, figure(colour=(30, 80, 220)))
    assert levels(client, project)["palette"] == "trouble"
    show(project, 1, figure(colour=(208, 66, 44)))
    assert levels(client, project)["palette"] == "good"


@pytest.mark.parametrize(("height", "level"), [(126, "good"), (150, "look"), (72, "trouble")])
def test_a_figure_of_another_size(client, project, height, level):
    show(project, 0, figure())
    show(project, 1, figure(height=height))
    scale = checks(client, project)["scale"]
    assert scale["level"] == level
    assert scale["numbers"]["scale"] == pytest.approx(height / 120, rel=0.06)
    assert (scale["act"] == "match") == (level != "good")


def test_figures_that_are_far_apart_without_joints(client, project):
    show(project, 0, figure((70, 130)))
    show(project, 1, figure((260, 130)))
    found = checks(client, project)
    assert (found["far"]["level"], found["far"]["act"]) == ("trouble", "joints")
    assert found["place"]["level"] == "trouble"


def test_a_limb_that_turns_far_wants_a_breakdown(client, project):
    skeleton = {
        "names": ["root", "left_shoulder", "left_elbow", "left_hand"],
        "parents": {"left_shoulder": "root", "left_elbow": "left_shoulder", "left_hand": "left_elbow"},
        "limbs": {"left_arm": ["left_elbow", "left_hand"]},
    }
    character = Character.objects.create(project=project, name="Mira", skeleton=skeleton)
    down = [[0.5, 0.6], [0.5, 0.4], [0.5, 0.5], [0.5, 0.6]]
    up = [[0.5, 0.6], [0.5, 0.4], [0.52, 0.3], [0.52, 0.2]]
    for number, joints in enumerate((down, up)):
        Pose.objects.filter(pk=keys_of(project)[number].pose_id).update(character=character, joints=joints)
    far = checks(client, project)["far"]
    assert (far["level"], far["act"], far["numbers"]["limb"]) == ("trouble", "breakdown", "left_arm")
    assert far["numbers"]["turn"] > 150
    half = [[0.5, 0.6], [0.5, 0.4], [0.6, 0.4], [0.7, 0.4]]
    first = keys_of(project)[0]
    Keyframe.objects.filter(pk=first.pk).update(breakdowns=[{"u": 0.5, "joints": half}])
    assert checks(client, project)["far"]["level"] == "good", "each half is near enough"


def test_joints_on_one_key_alone(client, project):
    assert checks(client, project)["marks"]["level"] == "look"
    marked(project)
    assert levels(client, project)["marks"] == "good"
    other = Character.objects.create(project=project, name="Other", skeleton=BARS)
    second = keys_of(project)[1].pose
    Pose.objects.filter(pk=second.pk).update(character=other)
    assert "two characters" in checks(client, project)["marks"]["sentence"]
    Pose.objects.filter(pk=second.pk).update(joints=None)
    marks = checks(client, project)["marks"]
    assert (marks["level"], marks["act"], marks["poses"]) == ("trouble", "joints", [str(second.pk)])


def test_a_pair_is_looked_at_once(client, project, monkeypatch):
    checks(client, project)
    monkeypatch.setattr(pairing, "pairing", lambda sheet: pytest.fail("looked at again"))
    Keyframe.objects.filter(pk=keys_of(project)[0].pk).update(ease="in", exposure=2)
    checks(client, project)


def test_where_there_is_no_pair(client, project):
    assert ask(client, project, number=2).json() == {"level": "good", "checks": []}
    missing = client.get(f"/api/projects/{project.pk}/segments/{uuid4()}/preflight")
    assert missing.status_code == 404
    show(project, 0, figure())
    default_storage.delete(picture_path(keys_of(project)[0].pose.picture_id))
    assert ask(client, project).json()["code"] == "picture_missing"


# -- matching -------------------------------------------------------------------------------------------


def moved(image: Image.Image, scale: float, turn: float, x: float, y: float) -> Image.Image:
    """
    A picture scaled and turned about its middle, clockwise, then shifted by pixels.
    """
    width, height = image.size
    way = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -turn, scale)
    way[:, 2] += (x, y)
    pixels = cv2.warpAffine(np.asarray(image), way, (width, height), borderMode=cv2.BORDER_REFLECT)
    return Image.fromarray(pixels)


def test_one_scenery_is_laid_on_the_other(client, project):
    Project.objects.update(width=320, height=240)
    still = figure(opaque=True)
    show(project, 0, still)
    show(project, 1, moved(still, 1.06, 3, 8, -6))
    found = ask(client, project, "match").json()
    assert found["how"] == "scenery"
    assert found["scale"] == pytest.approx(1 / 1.06, abs=0.01)
    assert found["turn"] == pytest.approx(-3, abs=0.5)
    laid = moved(
        moved(still, 1.06, 3, 8, -6), found["scale"], found["turn"], found["x"] * 320, found["y"] * 240
    )
    inner = (slice(40, -40), slice(40, -40))
    apart = np.abs(np.asarray(laid)[inner].astype(int) - np.asarray(still)[inner])
    assert apart.mean() < 4


def test_a_figure_is_scaled_and_put_on_its_ground_but_not_turned(client, project):
    Project.objects.update(width=320, height=240)
    show(project, 0, figure((150, 120)))
    show(project, 1, figure((190, 140), height=90))
    found = ask(client, project, "match").json()
    assert (found["how"], found["turn"]) == ("figures", 0)
    assert found["scale"] == pytest.approx(120 / 90, rel=0.03)
    foot = 140 + 45  # of the last one: half a body below its middle
    assert 120 + (foot - 120) * found["scale"] + found["y"] * 240 == pytest.approx(120 + 60, abs=3)
    assert 160 + (190 - 160) * found["scale"] + found["x"] * 320 == pytest.approx(150, abs=2)


def test_bones_say_how_large_a_figure_is_whatever_its_pose(project):
    marked(project)
    first = keys_of(project)[0].pose
    joints = [[x, 0.5 + (y - 0.5) * 1.5] for x, y in first.joints]
    Pose.objects.filter(pk=keys_of(project)[1].pose_id).update(joints=joints, picture=first.picture)
    stretch = sheet.stretches(rows.load(project))[str(keys_of(project)[0].pk)]
    found = matching.match(stretch.sheet)
    assert found.how == "joints" and found.scale == pytest.approx(1 / 1.5, rel=0.01)


def test_nothing_is_done_to_pictures_that_have_nothing_in_common(client, project):
    rng = np.random.default_rng(1)
    for number in (0, 1):
        noise = rng.integers(0, 255, (240, 320, 4)).astype(np.uint8)
        noise[..., 3] = 255
        show(project, number, Image.fromarray(noise))
    found = ask(client, project, "match").json()
    assert found == {"scale": 1, "turn": 0, "x": 0, "y": 0, "how": "nothing"}


def test_looking_at_a_pair_takes_a_turn_and_what_is_known_needs_none(client, project):
    assert ask(client, project).status_code == 200
    with in_turn(viewer_for(project)):
        assert ask(client, project).status_code == 200
        previews.forget()
        preflight._known.clear()
        for what in ("preflight", "match"):
            answer = ask(client, project, what)
            assert (answer.status_code, answer.json()["code"]) == (429, "busy")
    assert ask(client, project, "match").status_code == 200
