"""
The eye judges first: no answer and no event tells a learner what was measured of a take they have not judged.
"""

import re
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async

from editor.access import Viewer
from editor.lessons import blind
from editor.models import Project
from editor.projects.snapshot import snapshot
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from jobs.events import segment_event
from jobs.models import Segment
from kfweb.api import api
from tests.editor.lessons.school import STEPS, School, signed_in
from tests.editor.test_live import page_of, tell
from tests.editor.test_live import signed_in as session_of
from tests.factories import new_id, viewer_for

SCORE, PART = 41.4142, 0.271828
SECRET = (str(SCORE).encode(), str(PART).encode())

pytestmark = pytest.mark.django_db


def measured(key):
    """
    Numbers that are found again wherever they are told.
    """
    row = Segment.objects.get(pk=key)
    row.quality = {**row.quality, "score": SCORE, "curve": [PART] * row.drawings}
    row.measures = {**(row.measures or {}), "alarms": [[PART, PART]] * row.drawings}
    row.save()


@pytest.fixture
def exercise(school):
    return school.exercise()


@pytest.fixture
def mina(school, draw, exercise):
    learner = school.learner().start(exercise)
    learner.render(draw)
    measured(learner.stretch().key)
    return learner


def places(learner):
    """
    What the addresses about a learner's work are made of.
    """
    stretch = learner.stretch()
    pose = learner.project.poses.first()
    return {
        "project_id": learner.project.pk,
        "keyframe_id": stretch.left,
        "key": stretch.key,
        "pose_id": pose.pk,
        "sha256": pose.picture_id,
        "export_id": uuid4(),
        "render_id": uuid4(),
        "work_id": learner.work["id"],
        "exercise_id": learner.work["exercise"],
        "class_id": learner.got("get", "classes")["learning"][0]["id"],
        "lesson_id": learner.got("get", f"exercises/{learner.work['exercise']}")["lesson"],
        "submission_id": uuid4(),
        "team_id": uuid4(),
        "link_id": uuid4(),
        "comment_id": uuid4(),
        "invitation_id": uuid4(),
    }


def readings(learner):
    """
    The answers of everything that can be read, by address.
    """
    known = places(learner)
    found = {}
    for path, verbs in api.get_openapi_schema()["paths"].items():
        if "get" in verbs:
            address = re.sub(r"\{(\w+)\}", lambda name: str(known[name[1]]), path)
            found[path] = learner.client.get(address)
    for page in ("", "/watch"):
        found[page] = learner.client.get(f"/projects/{known['project_id']}{page}")
    return found


def test_nothing_that_can_be_read_tells_a_measure_before_the_judgement(mina):
    found = readings(mina)
    assert found["/api/projects/{project_id}"].status_code == 200
    assert found["/api/projects/{project_id}/segments/{key}/quality"].json()["code"] == "judge_first"
    for path, answer in found.items():
        for secret in SECRET:
            assert secret not in answer.content, path


def test_nor_whether_the_drawings_begin_and_end_with_the_poses(mina):
    ends = re.compile(rb'"ends": ?\[')
    assert not [path for path, answer in readings(mina).items() if ends.search(answer.content)]
    mina.judge("no")
    told = {path for path, answer in readings(mina).items() if ends.search(answer.content)}
    path = "/api/projects/{project_id}"
    assert told >= {path, f"{path}/segments/{{keyframe_id}}/takes", ""}


def test_nor_does_anything_that_is_asked_for(mina):
    stretch = mina.stretch()
    base = f"projects/{mina.project.pk}"
    move = {"do": "set", "on": "keyframe", "id": stretch.left, "to": {"note": "x", "ease": "in"}}
    undo = {"do": "set", "on": "keyframe", "id": stretch.left, "to": {"ease": "linear"}}
    asked = [
        ("post", f"{base}/renders", {}),
        ("post", f"{base}/renders", {"redo": True}),
        ("post", f"{base}/renders/estimate", {}),
        ("post", f"{base}/ops", {"id": new_id(), "operations": [move]}),
        ("post", f"{base}/ops", {"id": (again := new_id()), "operations": [undo]}),
        ("post", f"{base}/ops", {"id": again, "operations": [undo]}),
        ("post", f"works/{mina.work['id']}/watched", {"takes": [stretch.key]}),
        ("put", f"{base}/segments/{stretch.left}/judgement", {"take": stretch.key, "identity": "no"}),
        ("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()}),
    ]
    for verb, path, body in asked:
        answer = mina.ask(verb, path, body)
        assert answer.status_code in (200, 422), path
        for secret in SECRET:
            assert secret not in answer.content, path
    segment = mina.ask("post", *asked[4][1:]).json()["segments"][stretch.left]
    assert (segment["quality"], segment["ends"]) == (None, None)


def test_after_the_judgement_everything_is_told(mina):
    mina.judge("no")
    found = readings(mina)
    told = {path for path, answer in found.items() if SECRET[0] in answer.content}
    assert told >= {
        "/api/projects/{project_id}",
        "/api/projects/{project_id}/renders",
        "/api/projects/{project_id}/segments/{keyframe_id}/takes",
        "/api/projects/{project_id}/segments/{key}/quality",
        "",
    }


def test_what_is_said_is_a_draft_until_it_is_given(mina):
    mina.watch()
    for draft in (mina.draft(None, text="I say nothing", verdict="accepted"), mina.draft("yes", frames=[1])):
        assert (draft["given"], draft["changed"]) == (None, False)
        assert SECRET[0] not in mina.client.get(f"/api/projects/{mina.project.pk}").content
        assert not mina.got("get", f"works/{mina.work['id']}")["may_hand_in"]
    assert mina.judge("partly")["may_hand_in"]
    assert SECRET[0] in mina.client.get(f"/api/projects/{mina.project.pk}").content


def test_what_is_said_after_the_measures_were_told_is_kept_apart_from_what_was_given(school, mina):
    mina.watch()
    mina.judge("partly", frames=[0], text="The hand fades.")
    assert mina.draft("partly", frames=[0], text="The hand fades.")["changed"] is False
    changed = mina.draft("no", frames=[0, 1], text="The hand fades.")
    assert changed["changed"]
    assert (changed["given"]["identity"], changed["given"]["frames"]) == ("partly", [0])
    mina.judge("no", frames=[1])
    told = school.teacher.got("get", f"submissions/{mina.hand_in()['id']}")
    assert (told["judgement"]["identity"], told["judgement"]["changed"]) == ("no", True)
    assert told["judgement"]["given"]["identity"] == "partly"
    assert told["judgements"][0]["given"]["frames"] == [0]


def test_what_was_given_is_not_taken_back(mina):
    mina.judge("yes")
    stretch = mina.stretch()
    path = f"projects/{mina.work['project']}/segments/{stretch.left}/judgement"
    assert mina.refused("put", path, {"take": stretch.key, "identity": None}) == "given"
    assert SECRET[0] in mina.client.get(f"/api/projects/{mina.project.pk}").content


def test_only_what_the_work_shows_can_be_judged(mina):
    path, stretch = f"works/{mina.work['id']}/judgement", mina.stretch()
    take = {"keyframe": stretch.left, "take": stretch.key, "frames": []}
    for wrong in ({**take, "take": "0" * 64}, {**take, "keyframe": new_id()}):
        assert mina.lost("post", path, {"identity": "yes", "takes": [take, wrong]})
    assert mina.refused("post", path, {"identity": "yes", "takes": [{**take, "frames": [99]}]}) == "invalid"
    assert SECRET[0] not in mina.client.get(f"/api/projects/{mina.project.pk}").content


def test_each_take_is_judged_for_itself(mina, draw):
    mina.judge("yes")
    stretch = mina.stretch()
    edit = {"do": "set", "on": "keyframe", "id": stretch.left, "to": {"ease": "in"}}
    mina.got("post", f"projects/{mina.project.pk}/ops", {"id": new_id(), "operations": [edit]})
    mina.render(draw)
    other = mina.stretch()
    assert other.key != stretch.key
    measured(other.key)
    path = f"projects/{mina.project.pk}/segments"
    takes = {take["key"]: take["quality"] for take in mina.got("get", f"{path}/{other.left}/takes")["takes"]}
    assert takes[other.key] is None
    assert takes[stretch.key]["score"] == SCORE
    assert mina.refused("get", f"{path}/{other.key}/quality") == "judge_first"


def test_an_exercise_that_wants_no_judgement_hides_nothing(school, draw):
    lesson = school.lesson(checks=[step for step in STEPS if step != "judged"])
    learner = school.learner().start(school.exercise(lesson))
    learner.render(draw)
    measured(learner.stretch().key)
    assert SECRET[0] in learner.client.get(f"/api/projects/{learner.project.pk}").content


def test_who_works_for_themselves_is_told_at_once(mina):
    project = Project.objects.get(pk=mina.project.pk)
    project.kind = Project.Kind.STORY
    assert not blind.is_blind(Viewer(mina.user), project)


def test_the_teacher_reads_the_measures_of_what_was_handed_in(school, mina):
    mina.watch()
    mina.judge("partly")
    handed_in = mina.hand_in()
    found = school.teacher.got("get", f"submissions/{handed_in['id']}")
    assert found["measures"][0]["quality"]["score"] == SCORE
    assert SECRET[0] in school.teacher.client.get(f"/api/projects/{handed_in['project']}").content


def test_a_copy_tells_its_learner_no_more_than_the_work_does(mina, draw):
    """
    A second shot that nobody asked to judge is handed in unjudged.
    """
    mina.watch()
    mina.judge("partly")
    handed_in = mina.hand_in()
    copy = Project.objects.get(pk=handed_in["project"])
    viewer = Viewer(mina.user)
    told = snapshot(viewer, copy)["segments"].values()
    assert [segment["quality"]["score"] for segment in told] == [SCORE]
    copy.shots.get().keyframes.filter(take__gt="").update(take="")
    from editor.models import Judgement

    Judgement.objects.filter(keyframe__shot__project=copy).delete()
    assert mina.got("get", f"submissions/{handed_in['id']}")["measures"][0]["quality"] is None


# -- The socket ---------------------------------------------------------------------------------------


@pytest.fixture
def at_work(transactional_db, draw):
    """
    A learner whose work is drawn, and how its segment is told of.
    """
    school = School()
    learner = school.learner().start(school.exercise())
    learner.render(draw)
    measured(learner.stretch().key)
    row = Segment.objects.get(pk=learner.stretch().key)
    return learner, learner.project, session_of(learner.user), segment_event(row)


def ops_event(project):
    found = sheet.stretches(rows.load(project))
    from editor.timeline import standing

    return {
        "type": "ops",
        "revision": project.revision + 1,
        "batch": new_id(),
        "actor": {"id": new_id(), "name": "x"},
        "applied": [],
        "segments": standing.summaries(project, found),
    }


@pytest.mark.django_db(transaction=True)
async def test_a_page_hears_no_measure_before_the_judgement(at_work):
    learner, project, session, event = at_work
    assert event["quality"]["score"] == SCORE
    async with page_of(project, session) as page:
        welcome = await page.hear()
        (segment,) = welcome["snapshot"]["segments"].values()
        assert (segment["state"], segment["quality"]) == ("fresh", None)
        await tell(project, event)
        heard = await page.hear()
        assert (heard["type"], heard["state"], heard["quality"]) == ("segment", "done", None)
        assert (event["ends"], heard["ends"]) == ([True, True], None)
        ops = await database_sync_to_async(ops_event)(project)
        assert next(iter(ops["segments"].values()))["quality"]["score"] == SCORE
        await tell(project, ops)
        (segment,) = (await page.hear())["segments"].values()
        assert segment["quality"] is None
        await page.say({"type": "again"})
        (segment,) = (await page.hear())["snapshot"]["segments"].values()
        assert segment["quality"] is None
        await database_sync_to_async(learner.judge)("no")
        await tell(project, event)
        assert (await page.hear())["quality"]["score"] == SCORE


def test_pages_are_told_to_look_again_after_a_judgement(mina, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mina.draft("partly")
    assert [event["type"] for _topic, event in heard][-1:] == ["judgement"]
    with django_capture_on_commit_callbacks(execute=True):
        mina.judge("partly")
    assert [event["type"] for _topic, event in heard][-2:] == ["judgement", "again"]


def test_pages_of_a_story_are_not(draw, heard, django_capture_on_commit_callbacks):
    from tests.factories import story

    project = story(0, 3, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    stretch = next(iter(sheet.stretches(rows.load(project)).values()))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(project.owner).got(
            "put",
            f"projects/{project.pk}/segments/{stretch.left}/judgement",
            {"take": stretch.key, "identity": "yes"},
        )
    assert heard[-1][1]["type"] == "judgement"
