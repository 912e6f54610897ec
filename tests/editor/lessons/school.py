"""
A teacher, a class, learners in their own browsers, and an exercise that is done in a moment.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from editor.access import Viewer
from editor.models import Project, User
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from tests.factories import AccountFactory, marked, new_id, story

STEPS = ["two_poses", "same_character", "start_and_end", "rendered", "watched", "judged"]
RUBRIC = [
    {"name": "Identity", "hint": "Is it the same figure?", "levels": ["no", "partly", "yes"]},
    {"name": "Reasons", "hint": "", "levels": ["none", "some"]},
]


@dataclass
class Browser:
    """
    Somebody's browser: sends JSON, and gives back the answer.
    """

    client: Client = field(default_factory=Client)

    def ask(self, verb: str, path: str, body: Any = None) -> Any:
        """
        The response of the API.
        """
        send = getattr(self.client, verb)
        return send(f"/api/{path}", {} if body is None else body, content_type="application/json")

    def got(self, verb: str, path: str, body: Any = None) -> Any:
        """
        What a request that is granted answers with.
        """
        answer = self.client.get(f"/api/{path}") if verb == "get" else self.ask(verb, path, body)
        assert answer.status_code < 300, answer.content.decode()
        return answer.json() if answer.content else None

    def refused(self, verb: str, path: str, body: Any = None, *, status: int = 422) -> str:
        """
        The code of a request that is refused.
        """
        answer = self.client.get(f"/api/{path}") if verb == "get" else self.ask(verb, path, body)
        assert answer.status_code == status, answer.content.decode()
        found: dict[str, Any] = answer.json()
        assert found["sentence"].endswith((".", "?", "다.", "요."))
        return str(found["code"])

    def lost(self, verb: str, path: str, body: Any = None) -> bool:
        """
        Whether there is nothing at an address, told as of an address that never was.
        """
        answer = self.client.get(f"/api/{path}") if verb == "get" else self.ask(verb, path, body)
        nothing = self.client.get(f"/api/lessons/{new_id()}")
        return answer.status_code == 404 and answer.content == nothing.content


def signed_in(user: User) -> Browser:
    """
    A browser in which somebody has signed in.
    """
    browser = Browser()
    browser.client.force_login(user)
    return browser


@dataclass
class Learner(Browser):
    """
    A learner's browser, who they are, and their work.
    """

    alias: str = ""
    words: list[str] = field(default_factory=list)
    work: dict[str, Any] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """
        Who they are.
        """
        return User.objects.get(pk=self.client.session["_auth_user_id"])

    @property
    def project(self) -> Project:
        """
        What they work in.
        """
        return Project.objects.get(pk=self.work["project"])

    def stretch(self) -> sheet.Stretch:
        """
        The segment of their shot.
        """
        return next(iter(sheet.stretches(rows.load(self.project)).values()))

    def start(self, exercise: str) -> "Learner":
        """
        Begin an exercise.
        """
        self.work = self.got("post", f"exercises/{exercise}/start")
        return self

    def edit(self, *operations: dict[str, Any]) -> None:
        """
        Edit the work.
        """
        self.got("post", f"projects/{self.work['project']}/ops", {"id": new_id(), "operations": operations})

    def render(self, draw: Any) -> None:
        """
        Have the work drawn.
        """
        request_render(Viewer(self.user), self.project)
        draw()

    def watch(self, times: int = 1) -> dict[str, Any]:
        """
        Watch the take from its first drawing to its last.
        """
        for _each in range(times):
            found = self.got("post", f"works/{self.work['id']}/watched", {"takes": [self.stretch().key]})
        return found

    def judge(self, identity: str = "partly", **more: Any) -> Any:
        """
        Give a judgement of the take.
        """
        stretch = self.stretch()
        frames = more.pop("frames", [])
        take = {"keyframe": stretch.left, "take": stretch.key, "frames": frames}
        said = {"identity": identity, "takes": [take], **more}
        return self.got("post", f"works/{self.work['id']}/judgement", said)

    def draft(self, identity: str | None = "partly", **more: Any) -> Any:
        """
        Say what they think of the take, without giving it.
        """
        stretch = self.stretch()
        path = f"projects/{self.work['project']}/segments/{stretch.left}/judgement"
        return self.got("put", path, {"take": stretch.key, "identity": identity, **more})

    def hand_in(self) -> dict[str, Any]:
        """
        Hand the work in.
        """
        found: dict[str, Any] = self.got("post", f"works/{self.work['id']}/hand-in", {"id": new_id()})
        return found

    def state(self) -> str:
        """
        The word for how far they are.
        """
        return str(self.got("get", f"works/{self.work['id']}")["state"])


class School:
    """
    A class with an exercise: a starter of two keyed poses, which only has to be rendered, watched and judged.
    """

    def __init__(self, zone: str = "Europe/Berlin", *, person: User | None = None) -> None:
        self.person = person or AccountFactory(name="Frau Weber")
        self.teacher = signed_in(self.person)
        self.group = self.teacher.got("post", "classes", {"name": "8b", "time_zone": zone})

    @property
    def id(self) -> str:
        """
        The class' id.
        """
        return str(self.group["id"])

    def lesson(self, **said: Any) -> dict[str, Any]:
        """
        A lesson with a starter.
        """
        if "starter" not in said:
            project = story(0, 3, owner=self.person, method="crossfade")
            marked(project)
            said["starter"] = str(project.pk)
        made = self.teacher.got("post", "lessons", {"title": "Keyframes"})
        values = {"brief": "Two poses.", "checks": STEPS, "rubric": RUBRIC, **said}
        found: dict[str, Any] = self.teacher.got("patch", f"lessons/{made['id']}", values)
        return found

    def exercise(self, lesson: dict[str, Any] | None = None, **said: Any) -> str:
        """
        The id of an exercise that is given to the class.
        """
        lesson = lesson or self.lesson()
        made = self.teacher.got("post", f"classes/{self.id}/exercises", {"lesson": lesson["id"], **said})
        return str(made["id"])

    def learner(self, alias: str = "Mina", *, user: User | None = None) -> Learner:
        """
        Somebody who joins by the code.
        """
        learner = Learner(alias=alias)
        if user is not None:
            learner.client.force_login(user)
        joined = learner.got("post", "classes/join", {"code": self.group["code"], "alias": alias})
        learner.words = joined["words"] or []
        return learner

    def learner_id(self, alias: str) -> str:
        """
        The teacher's name for a learner.
        """
        learners = self.teacher.got("get", f"classes/{self.id}")["learners"]
        return next(str(UUID(one["id"])) for one in learners if one["alias"] == alias)

    def ready(self, draw: Any, exercise: str, alias: str = "Mina", **more: Any) -> Learner:
        """
        A learner who can hand in.
        """
        learner = self.learner(alias, **more).start(exercise)
        learner.render(draw)
        learner.watch()
        learner.judge()
        return learner
