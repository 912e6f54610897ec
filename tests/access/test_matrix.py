"""
Every address of the studio against every kind of viewer.

A route that has no row here fails `test_every_route_has_a_row`: whoever adds one says who may use it.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from editor.exports import actions as exports
from editor.exports.tasks import write_film
from editor.models import Project, User
from editor.projects.actions import bin_project
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from kfweb.api import api
from kfweb.asgi import sockets
from tests.factories import (
    AccountFactory,
    GuestFactory,
    ProjectFactory,
    marked,
    new_id,
    png,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db

# In this order: what the owner does may change the scene for those after them.
VIEWERS = ("nobody", "stranger", "guest", "logged out", "owner", "binned")
OWNER = VIEWERS.index("owner")
LOGIN = "/accounts/login/"


@dataclass
class Scene:
    """
    A project with one of everything, and what its addresses are made of.
    """

    project: Project
    shot: str
    keyframe: str
    pose: str
    character: str
    sha: str
    take: str
    render: str
    export: str

    def path(self, pattern: str) -> str:
        """
        A pattern with the ids of this project.
        """
        return "/" + pattern.format(**{**vars(self), "project": self.project.pk})


Body = Callable[[Scene], dict[str, Any]]


@dataclass
class Row:
    """
    One way to use one route, and what each viewer of `VIEWERS` gets.
    """

    verb: str
    route: str
    pattern: str
    outcomes: tuple[int, ...]
    body: Body | None = None
    form: bool = False


def api_row(verb: str, tail: str, owner: int, body: Body | None = None, **more: Any) -> Row:
    """
    A route of the API about one project: 401 for who is signed out, 404 for who may not see it.
    """
    route = f"/api/projects/{tail}"
    pattern = route[1:].replace("{project_id}", "{project}").replace("{render_id}", "{render}")
    pattern = pattern.replace("{export_id}", "{export}").replace("{key}", "{take}")
    pattern = pattern.replace("{sha256}", "{sha}")
    pattern = pattern.replace("{pose_id}", "{pose}").replace("{keyframe_id}", "{keyframe}")
    binned = more.pop("binned", 404)
    return Row(verb, route, pattern, (401, 404, 404, 401, owner, binned), body, **more)


def upload(_scene: Scene) -> dict[str, Any]:
    file = io.BytesIO(png(5))
    file.name = "x.png"
    return {"id": new_id(), "file": file}


def mask(_scene: Scene) -> dict[str, Any]:
    file = io.BytesIO(png(5))
    file.name = "mask.png"
    return {"file": file}


def edit(scene: Scene) -> dict[str, Any]:
    to = {"title": "Taken over"}
    return {
        "id": new_id(),
        "operations": [{"do": "set", "on": "project", "id": str(scene.project.pk), "to": to}],
    }


API = [
    Row("get", "/api/me", "api/me", (401, 200, 200, 401, 200, 200)),
    Row("post", "/api/me/toured", "api/me/toured", (401, 204, 204, 401, 204, 204), lambda _: {}),
    Row("get", "/api/projects", "api/projects", (401, 200, 200, 401, 200, 200)),
    Row("post", "/api/projects", "api/projects", (401, 201, 201, 401, 201, 201), lambda _: {"title": "New"}),
    api_row("get", "{project_id}", 200),
    api_row("delete", "{project_id}", 204),
    api_row("post", "{project_id}/restore", 404, lambda _: {}, binned=204),
    api_row("post", "{project_id}/poses", 200, upload, form=True),
    api_row("post", "{project_id}/poses/known", 200, lambda scene: {"files": [scene.sha]}),
    api_row("post", "{project_id}/poses/starter", 200, lambda _: {"id": new_id()}),
    api_row("post", "{project_id}/poses/{pose_id}/mask", 200, mask, form=True),
    api_row("post", "{project_id}/poses/{pose_id}/copy", 200, lambda _: {"id": new_id()}),
    api_row("get", "{project_id}/poses/{pose_id}/versions", 200),
    api_row("post", "{project_id}/poses/{pose_id}/versions", 200, mask, form=True),
    api_row("post", "{project_id}/poses/{pose_id}/versions/{sha256}", 200, lambda _: {}),
    api_row("post", "{project_id}/poses/{pose_id}/framing", 200, lambda _: {"turn": 90}),
    api_row("get", "{project_id}/bin", 200),
    api_row("post", "{project_id}/poses/{pose_id}/suggest", 200, lambda scene: {"from": scene.pose}),
    api_row("post", "{project_id}/ops", 200, edit),
    api_row("post", "{project_id}/renders", 200, lambda scene: {"shot": scene.shot}),
    api_row("get", "{project_id}/renders", 200),
    api_row("post", "{project_id}/renders/estimate", 200, lambda scene: {"shot": scene.shot}),
    api_row("post", "{project_id}/renders/cancel", 200, lambda _: {}),
    api_row("post", "{project_id}/renders/{render_id}/cancel", 204, lambda _: {}),
    api_row("post", "{project_id}/segments/{key}/cancel", 204, lambda _: {}),
    api_row("get", "{project_id}/segments/{keyframe_id}/path", 200),
    api_row("post", "{project_id}/segments/{keyframe_id}/preview", 200, lambda _: {}),
    api_row("get", "{project_id}/segments/{keyframe_id}/preflight", 200),
    api_row("get", "{project_id}/segments/{keyframe_id}/match", 200),
    api_row("get", "{project_id}/segments/{key}/quality", 200),
    api_row("get", "{project_id}/segments/{keyframe_id}/takes", 200),
    api_row(
        "put",
        "{project_id}/segments/{keyframe_id}/judgement",
        200,
        lambda scene: {"take": scene.take, "identity": "partly"},
    ),
    api_row("post", "{project_id}/exports", 200, lambda _: {}),
    api_row("get", "{project_id}/exports/{export_id}", 200),
]

MEDIA = (404, 404, 404, 404, 200, 404)
PAGES = [
    Row("get", "", "", (302, 302, 302, 302, 302, 302)),
    Row("get", "projects", "projects", (302, 200, 200, 302, 200, 200)),
    Row("get", "projects/<uuid:project_id>", "projects/{project}", (302, 404, 404, 302, 200, 404)),
    Row("get", "picture", "projects/{project}/pictures/{sha}/full.png", MEDIA),
    Row("get", "picture", "projects/{project}/pictures/{sha}/thumb.webp", MEDIA),
    Row("get", "picture", "projects/{project}/pictures/{sha}/poster.webp", MEDIA),
    Row(
        "get",
        "projects/<uuid:project_id>/poses/<uuid:pose_id>/mask.png",
        "projects/{project}/poses/{pose}/mask.png",
        MEDIA,
    ),
    Row("get", "frame", "projects/{project}/frames/{take}/0/full", MEDIA),
    Row("get", "frame", "projects/{project}/frames/{take}/0/view", MEDIA),
    Row("get", "frame", "projects/{project}/frames/{take}/0/thumb", MEDIA),
    Row(
        "get",
        "projects/<uuid:project_id>/exports/<uuid:export_id>/film.mp4",
        "projects/{project}/exports/{export}/film.mp4",
        MEDIA,
    ),
]

# The same for everybody, for they tell nothing of anybody's work.
OPEN = {
    "favicon.ico": "/favicon.ico",
    "robots.txt": "/robots.txt",
    "jsi18n/": "/jsi18n/",
    "language": "/language",
    "api/": "/api/",
    "api/docs": "/api/docs",
    "api/openapi.json": "/api/openapi.json",
}
# allauth's own doors, which are tested by allauth; here only: they know nothing of projects.
ACCOUNTS = "accounts/"
SOCKETS = {"ws/projects/<uuid:project>"}  # rows: tests/editor/test_live.py, for every kind of viewer

ROWS = API + PAGES


def routes(patterns: list[Any], before: str = "") -> list[tuple[str, URLPattern]]:
    """
    Every route that the resolver knows.
    """
    found = []
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += routes(one.url_patterns, route)
        else:
            found.append((route, one))
    return found


def test_every_route_has_a_row():
    rowed = {row.route for row in PAGES} | set(OPEN)
    operations = {(verb, path) for path, verbs in api.get_openapi_schema()["paths"].items() for verb in verbs}
    described = {path for _, path in operations}
    for route, pattern in routes(get_resolver().url_patterns):
        if route.startswith(ACCOUNTS) or route in rowed or pattern.name in rowed:
            continue
        assert route.startswith("api/"), f"No row says who may use {route!r}."
        plain = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
        assert plain in described, (
            f"{route!r} is not in the API's own description, so nothing says who may use it."
        )
    assert operations == {(row.verb, row.route) for row in API}
    assert {str(route.pattern) for route in sockets.routes} == SOCKETS


@pytest.fixture
def scene(draw):
    """
    The project that everybody looks for.
    """
    project = story(0, 3, method="crossfade")
    character = marked(project)
    asked = request_render(viewer_for(project), project)
    draw()
    film = exports.request_export(viewer_for(project), project)
    write_film(str(film.pk))
    stretch = next(iter(sheet.stretches(rows.load(project)).values()))
    pose = project.poses.first()
    return Scene(
        project=project,
        shot=stretch.shot,
        keyframe=stretch.left,
        pose=str(pose.pk),
        character=str(character.pk),
        sha=pose.picture_id,
        take=stretch.key,
        render=str(asked.render.pk),
        export=str(film.pk),
    )


def browser(viewer: str, scene: Scene, **options: Any) -> Client:
    """
    The browser of one kind of viewer.
    """
    client = Client(**options)
    if viewer in ("stranger", "guest"):
        client.force_login(AccountFactory() if viewer == "stranger" else GuestFactory())
    elif viewer != "nobody":
        client.force_login(scene.project.owner)
    if viewer == "binned":
        bin_project(scene.project)
    if viewer == "logged out":
        client.post("/accounts/logout/")
    return client


def use(client: Client, row: Row, scene: Scene, **headers: str) -> Any:
    body = row.body(scene) if row.body else None
    send = getattr(client, row.verb)
    if body is None:
        return send(scene.path(row.pattern), headers=headers)
    if row.form:
        return send(scene.path(row.pattern), body, headers=headers)
    return send(scene.path(row.pattern), body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.verb} /{row.pattern}")
def test_each_viewer_gets_what_the_row_says(row, scene, monkeypatch):
    monkeypatch.setattr("editor.pages.create_sample", lambda viewer: ProjectFactory(owner=viewer.user))
    unknown = Scene(**{**vars(scene), "project": Project(pk=uuid4())})
    for viewer, outcome in zip(VIEWERS, row.outcomes, strict=True):
        client = browser(viewer, scene)
        answer = use(client, row, scene)
        assert answer.status_code == outcome, viewer
        if outcome == 404:
            # Not there and not yours read the same, to the last letter.
            other = use(client, row, unknown)
            assert other.status_code == 404, viewer
            if row.pattern.startswith("api/"):
                assert answer.content == other.content
        if outcome == 302 and row.pattern.startswith("projects"):
            assert answer.url.startswith(LOGIN), viewer
        if row.pattern.startswith("api/") and outcome >= 400:
            assert set(answer.json()) >= {"code", "sentence"}, viewer


@pytest.mark.parametrize(
    "row", [row for row in API if row.verb != "get"], ids=lambda row: f"{row.verb} {row.route}"
)
def test_what_changes_something_needs_the_token_of_our_pages(row, scene):
    client = browser("owner", scene, enforce_csrf_checks=True)
    assert use(client, row, scene).status_code == 403
    client.get("/projects")
    token = client.cookies["csrftoken"].value
    if row.outcomes[OWNER] < 300:
        assert use(client, row, scene, **{"X-CSRFToken": token}).status_code == row.outcomes[OWNER]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.pattern)
def test_pages_change_nothing_by_other_verbs(row, scene):
    client = browser("owner", scene)
    for verb in ("post", "put", "patch", "delete"):
        assert getattr(client, verb)(scene.path(row.pattern)).status_code == 405


@pytest.mark.parametrize(("route", "path"), OPEN.items())
def test_what_is_open_is_the_same_for_all(route, path, scene):
    answers = {viewer: browser(viewer, scene).get(path) for viewer in ("nobody", "stranger", "owner")}
    assert len({answer.status_code for answer in answers.values()}) == 1
    for answer in answers.values():
        assert str(scene.project.pk) not in answer.content.decode()
        assert scene.project.title not in answer.content.decode()


def test_the_doors_of_accounts_know_nothing_of_projects(scene):
    client = browser("owner", scene)
    for route, pattern in routes(get_resolver().url_patterns):
        if (
            route.startswith(ACCOUNTS)
            and "<" not in route
            and "(?P" not in route
            and pattern.name != "account_logout"
        ):
            answer = client.get("/" + route)
            assert answer.status_code < 500, route
            assert str(scene.project.pk) not in answer.content.decode(), route


# -- Ids of one project inside the address of another -------------------------------------------------


NESTED = [row for row in ROWS if row.pattern.count("{") > 1]


@pytest.mark.parametrize("row", NESTED, ids=lambda row: f"{row.verb} /{row.pattern}")
def test_what_belongs_to_another_project_of_mine_is_not_in_this_one(row, scene):
    """
    The owner of both asks for a picture, drawing, render or film of one through the other.
    """
    other = Project.objects.create(owner=scene.project.owner, title="Other")
    crossed = Scene(**{**vars(scene), "project": other})
    assert use(browser("owner", scene), row, crossed).status_code == 404


@pytest.mark.parametrize("tail", ["renders", "exports"])
def test_a_shot_of_another_project_is_not_in_this_one(tail, scene):
    other = story(0, 4, owner=scene.project.owner)
    answer = browser("owner", scene).post(
        f"/api/projects/{other.pk}/{tail}", {"shot": scene.shot}, content_type="application/json"
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["keyframe", "shot", "pose", "character", "project"])
@pytest.mark.parametrize("verb", ["set", "delete", "restore"])
def test_rows_of_another_project_cannot_be_edited_through_this_one(kind, verb, scene):
    other = story(0, 4, owner=scene.project.owner)
    key = str(scene.project.pk) if kind == "project" else getattr(scene, kind)
    operation = {"do": verb, "on": kind, "id": key} | ({"to": {}} if verb == "set" else {})
    answer = browser("owner", scene).post(
        f"/api/projects/{other.pk}/ops",
        {"id": new_id(), "operations": [operation]},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "gone")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/projects", {"title": "x", "owner": "me"}),
        ("/api/projects/{project}/ops", {"id": new_id(), "operations": [], "actor": new_id()}),
        ("/api/projects/{project}/renders", {"owner": new_id()}),
        ("/api/projects/{project}/exports", {"state": "ready"}),
    ],
)
def test_a_field_that_is_not_asked_for_is_refused(path, body, scene):
    answer = browser("owner", scene).post(scene.path(path[1:]), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"


def test_an_account_that_was_closed_sees_nothing(scene):
    client = browser("owner", scene)
    User.objects.filter(pk=scene.project.owner_id).update(is_active=False)
    assert client.get(f"/api/projects/{scene.project.pk}").status_code == 401


def test_signing_in_changes_the_sessions_name_and_signing_out_ends_it(scene, client):
    client.get("/")
    guest = client.cookies["sessionid"].value
    user = scene.project.owner
    answer = client.post(LOGIN, {"login": user.email, "password": "a long pass phrase"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    signed_in = client.cookies["sessionid"].value
    assert signed_in != guest
    old = Client()
    old.cookies["sessionid"] = guest
    assert old.get("/api/me").status_code == 401
    client.post("/accounts/logout/")
    stolen = Client()
    stolen.cookies["sessionid"] = signed_in
    assert stolen.get("/api/me").status_code == 401
