import pytest
from django.http import Http404

from editor.access import Viewer
from editor.models import Judgement, Keyframe
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.teams.actions import adopt
from editor.timeline import judgements, renders
from editor.timeline.renders import request_render
from jobs.models import Line, Render
from tests.editor.timeline.test_actions import keys_of
from tests.factories import AccountFactory, GuestFactory, story, viewer_for

pytestmark = pytest.mark.django_db

NOTHING = {"identity": None, "reasons": [], "frames": [], "text": "", "verdict": None}


@pytest.fixture
def judged(draw):
    """
    A project with one drawn segment, its left keyframe and its take.
    """
    project = story(0, 4, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    found = snapshot(viewer_for(project), project)["segments"]
    return project, keys_of(project)[0].pk, next(iter(found.values()))["key"]


def judge(where, viewer=None, **opinion):
    project, keyframe, take = where
    return judgements.judge(viewer or viewer_for(project), project, keyframe, take, {**NOTHING, **opinion})


def told(project):
    return snapshot(viewer_for(project), project)["judgements"]


def test_a_judgement_is_kept_told_and_shown(judged, heard, django_capture_on_commit_callbacks):
    project, keyframe, take = judged
    with django_capture_on_commit_callbacks(execute=True):
        judge(judged, identity="partly", reasons=["face", "face"], frames=[2, 0, 2], text=" the\0 chin\n")
    found = {
        "keyframe": str(keyframe),
        "take": take,
        "person": str(project.owner.pk),
        "by": project.owner.shown_name,
        "identity": "partly",
        "reasons": ["face"],
        "frames": [0, 2],
        "text": "the chin",
        "verdict": None,
        "given": None,
        "changed": False,
    }
    assert told(project) == [found]
    assert heard.of("judgement") == [{"type": "judgement", **found}]


def test_a_person_has_one_for_each_take_and_the_last_word_counts(judged):
    project = judged[0]
    judge(judged, identity="yes", verdict="accepted")
    judge(judged, identity="no", verdict="rejected")
    judge(judged, Viewer(AccountFactory(name="Bo")), identity="yes")
    assert [(one["by"], one["identity"], one["verdict"]) for one in told(project)] == [
        (project.owner.shown_name, "no", "rejected"),
        ("Bo", "yes", None),
    ]


def test_nothing_said_is_nothing_kept_and_pages_hear_of_it(judged, heard, django_capture_on_commit_callbacks):
    project = judged[0]
    judge(judged, identity="yes")
    with django_capture_on_commit_callbacks(execute=True):
        judge(judged)
    assert told(project) == []
    assert not Judgement.objects.exists()
    assert heard.of("judgement")[-1]["identity"] is None


def test_only_drawings_that_there_are_can_be_marked(judged):
    with pytest.raises(Refused) as caught:
        judge(judged, frames=[3])
    assert caught.value.sentence == "This take has 3 drawings; there is none with the number 4."


def test_takes_and_keyframes_of_others_are_not_there(judged):
    project, keyframe, take = judged
    other = story(0, 7)
    for where in (
        (other, keys_of(other)[0].pk, take),
        (project, keys_of(other)[0].pk, take),
        (project, keyframe, "f" * 64),
    ):
        with pytest.raises(Http404):
            judge(where, identity="yes")


def test_a_binned_keyframe_takes_its_judgements_with_it_and_brings_them_back(judged):
    project, keyframe, _take = judged
    judge(judged, identity="yes")
    Keyframe.objects.filter(pk=keyframe).update(deleted_at="2026-01-01T00:00Z")
    assert told(project) == []
    Keyframe.objects.filter(pk=keyframe).update(deleted_at=None)
    assert len(told(project)) == 1


def test_a_take_that_was_judged_can_be_looked_at_for_ever(judged):
    project, _keyframe, take = judged
    judge(judged, identity="yes")
    Line.objects.all().delete()
    Keyframe.objects.update(take="", deleted_at="2026-01-01T00:00Z")
    assert renders.shows(project, take)
    Judgement.objects.all().delete()
    assert not renders.shows(project, take)


def test_what_a_guest_said_and_asked_for_is_the_accounts(draw):
    guest, account = GuestFactory(), AccountFactory(name="Ann")
    project = story(0, 4, method="crossfade", owner=guest)
    request_render(viewer_for(project), project)
    draw()
    take = next(iter(snapshot(viewer_for(project), project)["segments"].values()))["key"]
    judge((project, keys_of(project)[0].pk, take), identity="yes")
    adopt(guest, account)
    project.refresh_from_db()
    assert [one["by"] for one in told(project)] == ["Ann"]
    assert Render.objects.get().owner == str(account.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity": "maybe"},
        {"verdict": "perhaps"},
        {"reasons": ["<b>"]},
        {"reasons": ["a"] * 13},
        {"frames": [-1]},
        {"text": "x" * 1001},
        {"take": "short"},
        {"person": "me"},
    ],
)
def test_what_cannot_be_meant_is_refused(client, judged, wrong):
    project, keyframe, take = judged
    client.force_login(project.owner)
    path = f"/api/projects/{project.pk}/segments/{keyframe}/judgement"
    good = client.put(path, {"take": take, "identity": "no"}, content_type="application/json")
    assert (good.status_code, good.json()["identity"]) == (200, "no")
    answer = client.put(path, {"take": take, **wrong}, content_type="application/json")
    assert answer.status_code == 422
    assert told(project)[0]["identity"] == "no"
