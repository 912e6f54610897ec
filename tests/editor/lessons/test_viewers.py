"""
Every door of lessons and classes against every kind of viewer.
"""

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from editor.access import Viewer, grant_of
from editor.models import Project, ShareLink
from editor.sharing.keys import COOKIE
from kfweb.api import api
from tests.access.rows_lessons import OPEN, PICTURE, PROJECTS, ROWS, VIEWERS
from tests.editor.lessons.school import Browser, School, signed_in
from tests.factories import AccountFactory, GuestFactory, ProjectFactory, new_id, png

pytestmark = pytest.mark.django_db
PREFIXES = ("/api/lessons", "/api/classes", "/api/exercises", "/api/works", "/api/submissions")


class Scene:
    """
    A class with everything in it, and a browser for every kind of viewer.
    """

    def __init__(self, draw: Any) -> None:
        school = School()
        lesson = school.lesson()
        self.sha = self._picture(school, lesson["id"])
        exercise = school.exercise(lesson)
        mina = school.ready(draw, exercise, "Mina")
        other, removed = school.learner("Jun"), school.learner("Ara")
        school.learner("Noa")
        removed.start(exercise)
        school.teacher.got("delete", f"classes/{school.id}/learners/{school.learner_id('Ara')}")
        self.school, self.mina, self.removed = school, mina, removed
        self.submission = mina.hand_in()
        colleague = School()
        colleague.ready(draw, colleague.exercise(), "Sol").hand_in()
        self.browsers: dict[str, Browser] = {
            "teacher": school.teacher,
            "learner": mina,
            "other": other,
            "removed": removed,
            "colleague": colleague.teacher,
            "stranger": signed_in(AccountFactory()),
            "guest": signed_in(GuestFactory()),
            "link": self._by_link(),
        }
        self.ids = {
            "lesson_id": lesson["id"],
            "class_id": school.id,
            "exercise_id": exercise,
            "work_id": mina.work["id"],
            "submission_id": self.submission["id"],
            "learner_id": school.learner_id("Noa"),
            "sha256": self.sha,
            "take": mina.stretch().key,
            "keyframe_id": mina.stretch().left,
            "new": new_id(),
        }

    def _picture(self, school: School, lesson: str) -> str:
        file = io.BytesIO(png(7))
        file.name = "../../figure.png"
        made = school.teacher.client.post(f"/api/lessons/{lesson}/pictures", {"file": file}).json()
        assert made["name"] == "figure.png"
        return str(made["sha256"])

    def _by_link(self) -> Browser:
        from django.core import signing

        from editor.sharing.keys import SALT

        link = ShareLink.objects.create(
            project=ProjectFactory(), level="edit", token_hash=new_id(), hint="abcd"
        )
        browser = Browser()
        browser.client.cookies[COOKIE] = signing.dumps([[str(link.pk), 1]], salt=SALT, compress=True)
        return browser

    def fill(self, text: Any, ids: dict[str, str]) -> Any:
        """
        A path or a body with ids in it.
        """
        if isinstance(text, str):
            return text.format(**ids)
        if isinstance(text, list):
            return [self.fill(one, ids) for one in text]
        if isinstance(text, dict):
            return {name: self.fill(value, ids) for name, value in text.items()}
        return text

    def use(
        self, browser: Browser, verb: str, route: str, body: Any, ids: dict[str, str] | None = None
    ) -> Any:
        """
        Knock at a door.
        """
        path = self.fill(route, ids or self.ids)
        if body is None:
            return browser.client.get(path)
        if body == "file":
            file = io.BytesIO(png(8))
            file.name = "x.png"
            return browser.client.post(path, {"file": file})
        send = getattr(browser.client, verb)
        return send(path, self.fill(body, ids or self.ids), content_type="application/json")


@pytest.fixture
def scene(draw):
    return Scene(draw)


def test_every_door_has_a_row():
    paths = api.get_openapi_schema()["paths"]
    doors = {(verb, path) for path, verbs in paths.items() if path.startswith(PREFIXES) for verb in verbs}
    assert doors == set(ROWS) | OPEN


def unknown(ids):
    return {**ids, **{name: new_id() for name in ids if name.endswith("_id")}}


def test_each_viewer_gets_what_the_rows_say(scene):
    teacher = scene.browsers["teacher"]
    for (verb, route), (outcomes, body) in ROWS.items():
        if route.endswith("/reopen"):
            scene.use(teacher, "post", route.replace("reopen", "publish"), {"verdict": "returned"})
        if route.endswith("{learner_id}/restore"):
            scene.school.teacher.got("delete", scene.fill(route[5:].removesuffix("/restore"), scene.ids))
        nobody = scene.use(Browser(), verb, route, body)
        assert (nobody.status_code, nobody.json()["code"]) == (401, "signed_out"), route
        # The teacher is last: what they do may change the scene.
        for viewer, outcome in reversed(list(zip(VIEWERS, outcomes, strict=True))):
            answer = scene.use(scene.browsers[viewer], verb, route, body)
            assert answer.status_code == outcome, (viewer, verb, route, answer.content)
            if outcome == 404 and "{" in route:
                lost = scene.use(scene.browsers[viewer], verb, route, body, unknown(scene.ids))
                assert answer.content == lost.content, (viewer, route)
            if outcome >= 400:
                assert set(answer.json()) >= {"code", "sentence"}


def test_pictures_are_for_who_may_read_the_lesson(scene):
    _name, route, outcomes = PICTURE
    for viewer, outcome in zip(VIEWERS, outcomes, strict=True):
        assert scene.use(scene.browsers[viewer], "get", f"/{route}", None).status_code == outcome, viewer
    assert scene.use(Browser(), "get", f"/{route}", None).status_code == 404
    picture = scene.use(scene.browsers["learner"], "get", f"/{route}", None)
    assert picture["Content-Type"] == "image/webp"
    foreign = scene.mina.project.poses.first().picture_id
    other = {**scene.ids, "sha256": foreign}
    assert scene.use(scene.browsers["teacher"], "get", f"/{route}", None, other).status_code == 404
    school = scene.school
    school.teacher.got("delete", f"exercises/{scene.ids['exercise_id']}")
    assert scene.use(scene.browsers["learner"], "get", f"/{route}", None).status_code == 404


def test_what_each_is_to_the_work_and_to_the_copy(scene):
    work = Project.objects.get(pk=scene.mina.work["project"])
    copy = Project.objects.get(pk=scene.submission["project"])
    for viewer, roles in PROJECTS.items():
        browser = scene.browsers.get(viewer, Browser())
        key = browser.client.session.get("_auth_user_id")
        user = type(scene.mina.user).objects.get(pk=key) if key else None
        for project, role in zip((work, copy), roles, strict=True):
            assert grant_of(Viewer(user), project).role.value == role, viewer
            seen = browser.client.get(f"/api/projects/{project.pk}").status_code == 200
            assert seen == (role != "stranger"), viewer


def test_a_removed_learner_keeps_their_own_work_and_nothing_of_the_class(scene):
    removed = scene.removed
    project = removed.work["project"]
    assert removed.got("get", f"projects/{project}")["project"]["id"] == project
    assert removed.lost("get", f"works/{removed.work['id']}")
    assert removed.got("get", "classes")["learning"] == []
    lines = scene.school.teacher.got("get", f"exercises/{scene.ids['exercise_id']}/learners")
    assert [line["alias"] for line in lines] == ["Jun", "Mina", "Noa"]


def test_no_answer_tells_a_learner_of_another_one(scene):
    jun = scene.browsers["other"]
    jun.got("post", f"exercises/{scene.ids['exercise_id']}/start")
    for path in ("classes", f"classes/{scene.school.id}", f"exercises/{scene.ids['exercise_id']}"):
        told = jun.client.get(f"/api/{path}").content.decode()
        assert "Mina" not in told
        assert "Ara" not in told
        assert scene.ids["learner_id"] not in told
        assert scene.school.group["code"] not in told


def test_after_return_a_learner_gets_the_same_doors_and_the_review(scene):
    path = f"submissions/{scene.ids['submission_id']}"
    scene.school.teacher.got("put", f"{path}/review", {"words": "Draft words."})
    assert b"Draft words" not in scene.mina.client.get(f"/api/{path}").content
    assert b"Draft words" not in scene.mina.client.get(f"/api/works/{scene.ids['work_id']}").content
    scene.school.teacher.got("post", f"{path}/review/publish", {"verdict": "returned"})
    assert scene.mina.got("get", path)["review"]["words"] == "Draft words."
    assert scene.browsers["other"].lost("get", path)
    assert scene.mina.lost("put", f"{path}/review", {"words": "Mine."})
    scene.school.teacher.got("post", f"{path}/review/reopen")
    assert scene.mina.got("get", path)["review"] is None


def test_what_is_in_the_bin_or_withdrawn_is_nobodys_but_its_teachers(scene):
    teacher, mina, ids = scene.school.teacher, scene.mina, scene.ids
    teacher.got("delete", f"classes/{ids['class_id']}")
    for path in ("classes/{class_id}", "exercises/{exercise_id}", "submissions/{submission_id}"):
        assert mina.lost("get", path.format(**ids))
        assert teacher.lost("get", path.format(**ids))
    assert mina.lost("get", f"works/{ids['work_id']}")
    assert [one["id"] for one in teacher.got("get", "classes?binned=true")["teaching"]] == [ids["class_id"]]
    assert scene.browsers["colleague"].lost("post", f"classes/{ids['class_id']}/restore")
    teacher.got("post", f"classes/{ids['class_id']}/restore")
    assert mina.got("get", f"submissions/{ids['submission_id']}")["attempt"] == 1


def test_what_changes_something_needs_the_token_of_our_pages(scene):
    cache.clear()
    for who in ("teacher", "learner"):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies.update(scene.browsers[who].client.cookies)
        for (verb, route), (_outcomes, body) in ROWS.items():
            if verb != "get":
                answer = scene.use(Browser(strict), verb, route, body)
                assert (answer.status_code, answer.json()["code"]) == (403, "csrf"), route


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("lessons", {"title": "x", "owner": "me"}),
        ("lessons/{lesson_id}", {"owner": "me"}),
        ("classes", {"name": "x", "time_zone": "UTC", "code": "AAAAAA"}),
        ("classes/{class_id}", {"code": "AAAAAA"}),
        ("classes/{class_id}/exercises", {"lesson": "{lesson_id}", "given_at": "2026-01-01"}),
        ("exercises/{exercise_id}", {"rubric": []}),
        ("works/{work_id}/hand-in", {"id": "{new}", "late": False}),
        ("submissions/{submission_id}/review", {"verdict": "accepted"}),
    ],
)
def test_a_field_that_is_not_asked_for_is_refused(scene, path, body):
    browser = scene.mina if path.startswith("works") else scene.school.teacher
    verbs = {
        "lessons/{lesson_id}": "patch",
        "classes/{class_id}": "patch",
        "exercises/{exercise_id}": "patch",
    }
    verb = "put" if path.endswith("review") else verbs.get(path, "post")
    assert browser.refused(verb, scene.fill(path, scene.ids), scene.fill(body, scene.ids)) == "invalid"


def test_a_lesson_of_another_teacher_is_not_given(scene):
    colleague = scene.browsers["colleague"]
    group = colleague.got("get", "classes")["teaching"][0]["id"]
    assert colleague.lost("post", f"classes/{group}/exercises", {"lesson": scene.ids["lesson_id"]})
    mine = colleague.got("post", "lessons", {"title": "Mine"})
    project = scene.school.teacher.got("get", f"lessons/{scene.ids['lesson_id']}")["starter"]["id"]
    assert colleague.lost("patch", f"lessons/{mine['id']}", {"starter": project})
    assert colleague.lost("post", "lessons", {"from": scene.ids["lesson_id"]})
    assert colleague.lost("post", f"classes/{group}/learners/{scene.ids['learner_id']}/erase")
    assert colleague.lost("delete", f"classes/{group}/learners/{scene.ids['learner_id']}")
