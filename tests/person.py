"""
A person at the public door: pages and API over HTTP, the live page over a WebSocket, no browser.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect


class Person:
    """
    One person with a session of their own; a guest until they sign up.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.http = httpx.Client(base_url=self.address, follow_redirects=True, timeout=60)

    def __enter__(self) -> Person:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def arrive(self) -> str:
        """
        Open the front page as a stranger does; answer the id of the project one lands in.
        """
        page = self.http.get("/")
        page.raise_for_status()
        return page.url.path.rstrip("/").rpartition("/")[2]

    def sign_up(self) -> None:
        """
        Make an account, as its page does.
        """
        self.http.get("/accounts/signup/").raise_for_status()
        form = {
            "email": f"{uuid.uuid4().hex}@example.org",
            "password1": "a long pass phrase",
            "csrfmiddlewaretoken": self.http.cookies.get("csrftoken") or "",
        }
        page = self.http.post("/accounts/signup/", data=form, headers={"Referer": self.address})
        page.raise_for_status()
        assert page.url.path == "/projects", page.url

    def get(self, path: str) -> Any:
        """
        Read from the API.
        """
        answer = self.http.get(f"/api{path}")
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: Any = None, **extra: Any) -> Any:
        """
        Write through the API, as a page of this site does.
        """
        answer = self.http.post(f"/api{path}", json=body, headers=self.headers(), **extra)
        if answer.is_error:
            raise AssertionError(f"POST {path} answered {answer.status_code}: {answer.text[:400]}")
        return answer.json() if answer.content else None

    def headers(self) -> dict[str, str]:
        """
        What a page sends with an unsafe request.
        """
        return {"X-CSRFToken": self.http.cookies.get("csrftoken") or "", "Referer": self.address}

    def upload(self, project: str, name: str, data: bytes, *, is_plate: bool = False) -> dict[str, Any]:
        """
        Put a picture into a project's library; answer the pose.
        """
        answer = self.http.post(
            f"/api/projects/{project}/poses",
            data={"id": str(uuid.uuid4()), "is_plate": "true" if is_plate else "false"},
            files={"file": (name, data)},
            headers=self.headers(),
        )
        if answer.is_error:
            raise AssertionError(f"The upload of {name} answered {answer.status_code}: {answer.text[:400]}")
        pose: dict[str, Any] = answer.json()["pose"]
        return pose

    def edit(self, project: str, *operations: dict[str, Any], label: str = "") -> Any:
        """
        Apply one batch of operations.
        """
        batch = {"id": str(uuid.uuid4()), "label": label, "operations": list(operations)}
        return self.post(f"/projects/{project}/ops", batch)

    @contextmanager
    def live(self, project: str) -> Iterator[ClientConnection]:
        """
        Watch a project live; the first message is the welcome with the snapshot.
        """
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        address = self.address.replace("http", "ws", 1) + f"/ws/projects/{project}"
        with connect(
            address, origin=self.address, additional_headers={"Cookie": cookies}, max_size=2**24
        ) as socket:
            yield socket


def hear(socket: ClientConnection, wanted: str, timeout: float = 30) -> dict[str, Any]:
    """
    Read events until one of the wanted type arrives.
    """
    while True:
        event: dict[str, Any] = json.loads(socket.recv(timeout))
        if event["type"] == wanted:
            return event


def new_shot(shot: str, **settings: Any) -> list[dict[str, Any]]:
    """
    The operations that make a shot and its first track.
    """
    track = {"shot": shot, "name": "Keys", "order": "a0"}
    return [
        {"do": "create", "on": "shot", "id": shot, "to": settings},
        {"do": "create", "on": "track", "id": str(uuid.uuid4()), "to": track},
    ]


def place(shot: str, pose: str, frame: int, **settings: Any) -> dict[str, Any]:
    """
    The operation that puts a pose on a frame.
    """
    to = {"shot": shot, "pose": pose, "frame": frame, "hold": 1, "method": "flow", **settings}
    return {"do": "create", "on": "keyframe", "id": str(uuid.uuid4()), "to": to}
