"""
A class at the public door: a teacher with an account, and learners who join by the code and hand in.
"""

from __future__ import annotations

import re
import secrets
import time
import uuid
from typing import Any

from tests.browser.pictures import SIZE, Disc
from tests.person import Person, place

FIGURE = {"name": "Disc", "skeleton": {"names": ["root", "tip"], "parents": {"tip": "root"}}}
PASSWORD = "a long pass phrase"
DRAWN = 120.0
"""
Seconds that a shot may take until it is drawn.
"""


class Teacher(Person):
    """
    Somebody with an account who teaches.
    """

    def enter(self) -> Teacher:
        """
        Make the account.
        """
        self.email = f"teacher-{secrets.token_hex(4)}@kf.example"
        page = self.http.get("/accounts/signup/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, page[:400]
        form = {"email": self.email, "password1": PASSWORD, "csrfmiddlewaretoken": token[1]}
        answer = self.http.post("/accounts/signup/", data=form, headers={"Referer": self.address})
        answer.raise_for_status()
        return self

    def teach(self, name: str = "Class 2b", zone: str = "Europe/Berlin") -> dict[str, Any]:
        """
        Make a class.
        """
        made: dict[str, Any] = self.post("/classes", {"name": name, "time_zone": zone})
        return made

    def give(self, group: str, **terms: Any) -> str:
        """
        Give the built-in lesson to a class; answer the exercise.
        """
        return str(self.post(f"/classes/{group}/exercises", {"lesson": "keyframes", **terms})["id"])


class Learner(Person):
    """
    Somebody who has nothing but the code of a class.
    """

    alias = ""

    def join(self, code: str, alias: str) -> Learner:
        """
        Come in under an alias.
        """
        self.alias = alias
        self.http.get("/join").raise_for_status()
        self.post("/classes/join", {"code": code, "alias": alias})
        return self

    def start(self, exercise: str) -> dict[str, Any]:
        """
        Begin an exercise.
        """
        self.work: dict[str, Any] = self.post(f"/exercises/{exercise}/start", {})
        return self.work

    def lay_out(self, *discs: Disc, gap: int = 6) -> None:
        """
        Put these discs, which are one character, on keys.
        """
        project = self.work["project"]
        read = self.get(f"/projects/{project}")
        shot, character = read["shots"][0]["id"], str(uuid.uuid4())
        width, height = SIZE
        size = {"do": "set", "on": "project", "id": project, "to": {"width": width, "height": height}}
        figure = {"do": "create", "on": "character", "id": character, "to": FIGURE}
        self.edit(project, size, figure)
        keys = []
        for number, disc in enumerate(discs):
            pose = self.upload(project, f"{disc.name}.png", disc.file()["buffer"])["id"]
            self.edit(project, {"do": "set", "on": "pose", "id": pose, "to": {"character": character}})
            keys.append(place(shot, pose, number * gap, method="crossfade"))
        self.edit(project, *keys)

    def render(self) -> None:
        """
        Have the work drawn.
        """
        project = self.work["project"]
        self.post(f"/projects/{project}/renders", {})
        until = time.monotonic() + DRAWN
        while any(one["state"] != "fresh" for one in self._segments().values()):
            assert time.monotonic() < until, self._segments()
            time.sleep(0.1)

    def judge(self, identity: str = "partly", text: str = "", frames: tuple[int, ...] = ()) -> None:
        """
        Watch all of it through, and give their judgement.
        """
        takes = {key: one["shown"] for key, one in self._segments().items()}
        self.post(f"/works/{self.work['id']}/watched", {"takes": list(dict.fromkeys(takes.values()))})
        judged = [{"keyframe": key, "take": take, "frames": list(frames)} for key, take in takes.items()]
        said = {"identity": identity, "text": text, "takes": judged}
        self.post(f"/works/{self.work['id']}/judgement", said)

    def hand_in(self, wish: str | None = None) -> dict[str, Any]:
        """
        Hand the work in.
        """
        body = {"id": wish or str(uuid.uuid4())}
        made: dict[str, Any] = self.post(f"/works/{self.work['id']}/hand-in", body)
        return made

    def _segments(self) -> dict[str, dict[str, Any]]:
        found = self.get(f"/projects/{self.work['project']}")["segments"]
        return {key: one for key, one in found.items() if one["state"] != "hold"}
