import numpy as np
import pytest
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from editor.exports import actions as exports
from editor.exports import reel
from editor.models import Keyframe, Project, Track
from editor.timeline.renders import Wish, request_render
from editor.watching.showing import showing, still_of
from editor.watching.stills import laid, path_of
from jobs import drawing as jobs_drawing
from jobs.frames import VIEW_SIDE, load_drawing
from jobs.leases import claim_next
from jobs.models import Segment
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import (
    ProjectFactory,
    ShotFactory,
    TrackFactory,
    keyed,
    marked,
    pose_of,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db
SIZE = (64, 48)

# Holds of two frames never reach the next key.
FRAMES = st.lists(st.integers(0, 4).map(lambda half: 2 * half), max_size=3, unique=True).map(sorted)
LANES = st.lists(FRAMES, min_size=1, max_size=3)
SHOTS = st.lists(
    st.fixed_dictionaries(
        {
            "lanes": LANES,
            "hold": st.integers(1, 2),
            "exposure": st.integers(1, 3),
            "plate": st.booleans(),
            "hidden": st.booleans(),
        }
    ),
    min_size=1,
    max_size=2,
)


def laid_out(shots):
    """
    A project with these shots, each with keyframes on some frames of its tracks.
    """
    project = ProjectFactory()
    for wanted in shots:
        shot = ShotFactory(project=project, ground="#204060")
        if wanted["plate"]:
            shot.plate = pose_of(project, 30, is_plate=True)
            shot.save()
        for place, frames in enumerate(wanted["lanes"]):
            last = place == len(wanted["lanes"]) - 1
            track = TrackFactory(shot=shot, hidden=wanted["hidden"] and last and place > 0)
            keyed(
                shot,
                *frames,
                track=track,
                hold=wanted["hold"],
                exposure=wanted["exposure"],
                method="crossfade",
            )
    return project


def rendered(project, draw):
    request_render(viewer_for(project), project)
    draw()
    return again(project)


def again(project):
    return Project.objects.get(pk=project.pk)


def frames_of(project):
    """
    What the player shows on each frame, in full size and before it is packed.
    """
    shown = showing(project)
    for frame in range(shown.frames):
        yield laid(still_of(project, shown.at(frame).picture), SIZE)


def kinds(project):
    shown = showing(project)
    return [shown.at(frame).kind for frame in range(shown.frames)]


def takes(project):
    """
    Whether each frame is what a film would show.
    """
    shown = showing(project)
    return [shown.at(frame).exact for frame in range(shown.frames)]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(SHOTS)
def test_each_frame_is_the_films(draw, shots):
    project = rendered(laid_out(shots), draw)
    if not showing(project).frames:
        return
    film = exports.request_export(viewer_for(project), project)

    seen = list(frames_of(project))

    assert len(seen) == film.frames
    for number, (mine, wanted) in enumerate(zip(seen, reel.frames(film.reel, SIZE), strict=True)):
        assert np.array_equal(mine, wanted), f"frame {number}"
    assert all(takes(project))


def test_the_drawing_that_is_all_there_is_to_see_is_shown_as_it_was_drawn(draw):
    project = rendered(story(0, 4, method="crossfade"), draw)
    span = showing(project).at(2)
    (segment,) = Segment.objects.all()

    path = path_of(project.pk, still_of(project, span.picture), span.picture, SIZE)

    assert span.picture.endswith(".jpg")
    assert path == f"frames/{segment.key[:2]}/{segment.key}/1.view.jpg"
    assert np.array_equal(laid(still_of(project, span.picture), SIZE), load_drawing(segment.key, 1))


def test_other_frames_are_laid_together_once_in_the_size_that_is_played(draw):
    project = story(0, 2)
    Project.objects.filter(pk=project.pk).update(width=1920, height=1080)
    project = again(project)
    span = showing(project).at(0)

    path = path_of(project.pk, still_of(project, span.picture), span.picture, (1920, 1080))

    with default_storage.open(path) as file:
        assert Image.open(file).size == (VIEW_SIDE, VIEW_SIDE * 9 // 16)
    first = default_storage.get_modified_time(path)
    assert path_of(project.pk, still_of(project, span.picture), span.picture, (1920, 1080)) == path
    assert default_storage.get_modified_time(path) == first


def test_what_each_frame_is(draw):
    project = rendered(story(2, 8, 10, hold=2, exposure=2, method="crossfade"), draw)

    assert kinds(project) == [
        *("background", "background", "key", "hold"),
        # On twos the first of four in-betweens shows the key still.
        *("hold", "in-between", "in-between", "in-between"),
        *("key", "hold", "key", "hold"),
    ]
    assert [(tick.frame, tick.kind) for tick in showing(project).ticks] == [
        (2, "key"),
        (8, "key"),
        (10, "key"),
    ]


def test_before_anything_is_drawn_the_key_is_held_and_says_that_it_stands_in():
    project = story(0, 3, method="crossfade")

    assert kinds(project) == ["key", "missing", "missing", "key"]
    assert takes(project) == [True, False, False, True]
    first, held, *_ = frames_of(project)
    assert np.array_equal(first, held)


def test_after_an_edit_the_earlier_take_is_shown_until_there_is_another(draw):
    project = rendered(story(0, 4, method="crossfade"), draw)
    before = [showing(project).at(frame).picture for frame in range(5)]
    edit(project, moved(keys_of(project)[1], 5))
    project = again(project)

    shown = showing(project)

    assert [span.kind for span in shown.spans if not span.exact] == ["in-between"] * 3
    assert shown.at(1).picture == before[1]
    assert not shown.at(1).exact
    rendered(project, draw)
    assert all(takes(again(project)))


def test_drawings_that_have_landed_are_shown_before_the_others_are_there():
    project = story(0, 4, method="crossfade")
    request_render(viewer_for(project), project)
    segment = claim_next("test")
    jobs_drawing.draw(segment)
    Segment.objects.filter(pk=segment.pk).update(state=Segment.State.RUNNING, drawings_done=1)

    assert kinds(again(project)) == ["key", "in-between", "missing", "missing", "key"]
    assert takes(again(project)) == [True, True, False, False, True]


def test_a_draft_stands_in_for_the_final_drawings_also_between_layers(draw):
    project = story(0, 4, method="crossfade")
    Project.objects.filter(pk=project.pk).update(width=1280, height=960)
    project = again(project)
    shot = project.shots.get()
    keyed(shot, 0, 4, track=TrackFactory(shot=shot), method="crossfade")
    request_render(viewer_for(project), project, Wish(draft=True))
    draw()
    project = again(project)

    shown = showing(project)

    assert [shown.at(frame).kind for frame in range(5)] == ["key", *["in-between"] * 3, "key"]
    assert not shown.at(2).exact
    assert laid(still_of(project, shown.at(2).picture), (1280, 960)).shape == (960, 1280, 3)


def test_a_take_that_was_drawn_over_a_background_is_not_laid_over_others(draw):
    project = rendered(story(0, 4, method="crossfade"), draw)
    shot = project.shots.get()
    above = Track.objects.get(shot=shot)
    below = TrackFactory(shot=shot, order="A0")
    keyed(shot, 0, 4, track=below, method="hold")
    assert below.order < above.order
    Project.objects.filter(pk=project.pk).update(revision=7)

    assert kinds(again(project))[2] == "missing"


def test_a_breakdown_is_told_from_other_in_betweens(draw):
    project = story(0, 9, method="rig", exposure=2)
    marked(project)
    joints = [[0.5, 0.2], [0.5, 0.5], [0.5, 0.8]]
    Keyframe.objects.filter(shot__project=project, frame=0).update(breakdowns=[{"u": 0.5, "joints": joints}])
    project = rendered(project, draw)

    assert kinds(project)[4:6] == ["breakdown", "in-between"]
    assert (4, "breakdown") in [(tick.frame, tick.kind) for tick in showing(project).ticks]


def test_an_empty_project_shows_nothing():
    shown = showing(ProjectFactory())

    assert (shown.frames, shown.spans, shown.poster) == (0, (), None)


def test_stills_of_another_project_are_not_this_ones():
    one, other = story(0, 3), story(4, 6)
    name = showing(one).at(0).picture

    assert still_of(one, name) is not None
    assert still_of(other, "0" * 64 + ".webp") is None
    assert still_of(ProjectFactory(), name) is None


def test_reading_it_takes_as_many_queries_for_many_keys_as_for_few(django_assert_num_queries):
    few, many = story(0, 3), story(*range(0, 60, 3))
    for project in (few, many):
        showing(project)  # what is read once for each revision
    with django_assert_num_queries(2):
        showing(few)
    with django_assert_num_queries(2):
        showing(many)
