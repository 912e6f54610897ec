"""
Every address of the studio against every kind of viewer.

A route that has no row here fails `test_every_route_has_a_row`: whoever adds one says who may use it.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from editor.comments import actions as comments
from editor.comments.actions import Place
from editor.exports import actions as exports
from editor.exports.tasks import write_film
from editor.models import ClassGroup, Enrolment, Membership, Project, ShareLink, Team, User
from editor.projects.actions import bin_project
from editor.sharing.keys import COOKIE, SALT
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from editor.watching.values import reel_values
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

LOGIN = "/accounts/login/"
NOBODY = frozenset({"nobody", "logged out"})
"""
Who has neither a session nor an open link: signed out, whatever they ask for.
"""
LINKS = frozenset(
    {
        "view link", "watch-only link", "comment link", "edit link", "frozen link",
        "expired link", "revoked link", "older link", "link to another",
    }
)  # fmt: skip
"""
Browsers that have opened a link; only by an edit link has one become somebody, a guest.
"""

_VIEW = {"view"}
_TAKE = _VIEW | {"export", "copy"}
_EDIT = _TAKE | {"comment", "edit", "render", "judge"}
_OWN = _EDIT | {"moderate", "share", "bin"}
MAY: dict[str, set[str]] = {
    "nobody": set(),
    "logged out": set(),
    "stranger": set(),
    "guest": set(),
    "removed member": set(),
    "viewer": _TAKE,
    "commenter": _TAKE | {"comment"},
    "editor": _EDIT,
    "team owner": _OWN,
    "view link": _TAKE,
    "watch-only link": _VIEW,
    "comment link": _TAKE | {"comment"},
    "edit link": _EDIT,
    "frozen link": set(),  # it shows a copy, not this project
    "expired link": set(),
    "revoked link": set(),
    "older link": set(),
    "link to another": set(),
    "teacher": set(),
    "learner": set(),
    "owner": _OWN,
    "binned": {"restore"},
}
"""
What each viewer may do with the project, said once more than in `editor.access`, by somebody else.
"""


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
    link: str
    comment: str
    still: str

    def path(self, pattern: str) -> str:
        """
        A pattern with the ids of this project.
        """
        return "/" + pattern.format(**{**vars(self), "project": self.project.pk})


Body = Callable[[Scene], dict[str, Any]]


@dataclass
class Row:
    """
    One way to use one route: what it takes, and what who may do that gets. `person` are routes for somebody,
    not for a browser alone. `special` are viewers who get something else.
    """

    verb: str
    route: str
    pattern: str
    action: str
    ok: int
    body: Body | None = None
    form: bool = False
    person: bool = False
    special: dict[str, int] = field(default_factory=dict)
    signed_out: int = 401

    def outcome(self, viewer: str) -> int:
        """
        What a viewer gets.
        """
        if viewer in self.special:
            return self.special[viewer]
        if viewer in NOBODY:
            return self.signed_out
        if self.action not in MAY[viewer]:
            return 404
        return self.signed_out if self.person and viewer in LINKS - {"edit link"} else self.ok


def api_row(verb: str, tail: str, action: str, ok: int, body: Body | None = None, **more: Any) -> Row:
    """
    A route of the API about one project: 401 for who is signed out, 404 for who may not see it.
    """
    route = f"/api/projects/{tail}"
    pattern = route[1:]
    for name in ("project", "render", "export", "pose", "keyframe", "link", "comment"):
        pattern = pattern.replace(f"{{{name}_id}}", f"{{{name}}}")
    pattern = pattern.replace("{key}", "{take}").replace("{sha256}", "{sha}")
    return Row(verb, route, pattern, action, ok, body, **more)


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


def nothing(_scene: Scene) -> dict[str, Any]:
    return {}


def the_shot(scene: Scene) -> dict[str, Any]:
    return {"shot": scene.shot}


def remark(scene: Scene) -> dict[str, Any]:
    return {"id": new_id(), "text": "Here.", "shot": scene.shot, "start": 1, "name": "Ruth"}


# For whoever has no account, a copy would be nobody's.
NO_ACCOUNT = {"edit link": 403, "view link": 403, "comment link": 403}
# A comment is taken back by who made it: the owner; a moderator is one who may share.
NOT_MINE = {"commenter": 404, "editor": 404, "comment link": 404, "edit link": 404}

API = [
    api_row("get", "{project_id}", "view", 200),
    api_row("delete", "{project_id}", "bin", 204),
    api_row("post", "{project_id}/restore", "restore", 204, nothing),
    api_row("post", "{project_id}/copy", "copy", 201, lambda _: {"id": new_id()}, special=NO_ACCOUNT),
    api_row("put", "{project_id}/team", "share", 204, lambda _: {"team": None}, special={"team owner": 403}),
    api_row("get", "{project_id}/links", "share", 200),
    api_row("post", "{project_id}/links", "share", 201, lambda _: {"level": "view"}),
    api_row("patch", "{project_id}/links/{link_id}", "share", 200, lambda _: {"name": "For Bo"}),
    api_row("post", "{project_id}/links/{link_id}/renew", "share", 200, nothing),
    api_row("delete", "{project_id}/links/{link_id}", "share", 204),
    api_row("get", "{project_id}/comments", "view", 200),
    api_row("post", "{project_id}/comments", "comment", 201, remark),
    api_row(
        "patch",
        "{project_id}/comments/{comment_id}",
        "comment",
        200,
        lambda _: {"text": "There."},
        special=NOT_MINE | {"team owner": 404},
    ),
    api_row("delete", "{project_id}/comments/{comment_id}", "comment", 204, special=NOT_MINE),
    api_row(
        "post",
        "{project_id}/comments/{comment_id}/resolve",
        "comment",
        200,
        lambda _: {"resolved": True},
        person=True,
    ),
    api_row("get", "{project_id}/reel", "view", 200),
    api_row("post", "{project_id}/poses", "edit", 200, upload, form=True),
    api_row("post", "{project_id}/poses/known", "edit", 200, lambda scene: {"files": [scene.sha]}),
    api_row("post", "{project_id}/poses/starter", "edit", 200, lambda _: {"id": new_id()}),
    api_row("post", "{project_id}/poses/{pose_id}/mask", "edit", 200, mask, form=True),
    api_row("post", "{project_id}/poses/{pose_id}/copy", "edit", 200, lambda _: {"id": new_id()}),
    api_row("get", "{project_id}/poses/{pose_id}/versions", "view", 200),
    api_row("post", "{project_id}/poses/{pose_id}/versions", "edit", 200, mask, form=True),
    api_row("post", "{project_id}/poses/{pose_id}/versions/{sha256}", "edit", 200, nothing),
    api_row("post", "{project_id}/poses/{pose_id}/framing", "edit", 200, lambda _: {"turn": 90}),
    api_row("get", "{project_id}/bin", "view", 200),
    api_row("post", "{project_id}/poses/{pose_id}/suggest", "edit", 200, lambda scene: {"from": scene.pose}),
    api_row("post", "{project_id}/ops", "edit", 200, edit),
    api_row("post", "{project_id}/renders", "render", 200, the_shot),
    api_row("get", "{project_id}/renders", "view", 200),
    api_row("post", "{project_id}/renders/estimate", "view", 200, the_shot),
    api_row("post", "{project_id}/renders/cancel", "render", 200, nothing),
    api_row("post", "{project_id}/renders/{render_id}/cancel", "render", 204, nothing),
    api_row("post", "{project_id}/segments/{key}/cancel", "render", 204, nothing),
    api_row("get", "{project_id}/segments/{keyframe_id}/path", "view", 200),
    api_row("post", "{project_id}/segments/{keyframe_id}/preview", "view", 200, nothing, person=True),
    # What was found once is told to all who may see it; looking for it is somebody's.
    api_row("get", "{project_id}/segments/{keyframe_id}/preflight", "view", 200),
    api_row("get", "{project_id}/segments/{keyframe_id}/match", "view", 200, person=True),
    api_row("get", "{project_id}/segments/{key}/quality", "view", 200),
    api_row("get", "{project_id}/segments/{keyframe_id}/takes", "view", 200),
    api_row(
        "put",
        "{project_id}/segments/{keyframe_id}/judgement",
        "judge",
        200,
        lambda scene: {"take": scene.take, "identity": "partly"},
    ),
    api_row("post", "{project_id}/exports", "export", 200, nothing),
    api_row("get", "{project_id}/exports/{export_id}", "export", 200),
]


def page_row(route: str, pattern: str, action: str = "view", **more: Any) -> Row:
    """
    A page or a picture of one project.
    """
    return Row("get", route, pattern, action, 200, **{"signed_out": 404, **more})


def _led(to: int, *viewers: str) -> dict[str, int]:
    return dict.fromkeys(viewers, to)


# Who may only look is led to the player; who is nobody and holds no key that fits, to where one signs in.
LOOKERS = _led(302, "viewer", "commenter", "view link", "watch-only link", "comment link")
STRAYS = _led(302, "frozen link", "expired link", "revoked link", "older link", "link to another")
PAGES = [
    page_row("editor", "projects/{project}", signed_out=302, special=LOOKERS | STRAYS),
    page_row("desk", "projects/{project}/desk", signed_out=302, special=LOOKERS | STRAYS),
    page_row("watch", "projects/{project}/watch", signed_out=302),
    page_row("reel_picture", "projects/{project}/reel/{still}.webp"),
    page_row("picture", "projects/{project}/pictures/{sha}/full.png"),
    page_row("picture", "projects/{project}/pictures/{sha}/thumb.webp"),
    page_row("picture", "projects/{project}/pictures/{sha}/poster.webp"),
    page_row(
        "mask",
        "projects/{project}/poses/{pose}/mask.png",
        # Finding one is somebody's.
        special=_led(401, "view link", "watch-only link", "comment link"),
    ),
    page_row("frame", "projects/{project}/frames/{take}/0/full"),
    page_row("frame", "projects/{project}/frames/{take}/0/view"),
    page_row("frame", "projects/{project}/frames/{take}/0/thumb"),
    page_row("film", "projects/{project}/exports/{export}/film.mp4", "export"),
]

# Of nobody's project: what each asks for is their own, and who is signed out is told so.
OWN_ROUTES = {
    ("get", "/api/me"): 200,
    ("post", "/api/me/toured"): 204,
    ("get", "/api/projects"): 200,
    ("post", "/api/projects"): 201,
}
OWN_PAGES = {"front", "projects"}

# Rows of their own: links by token, teams, lessons and what belongs to them, embeds.
ELSEWHERE = {
    "link", "link_card",  # tests/editor/sharing
    "embed", "embed_picture", "embed_reel",  # tests/editor/watching
    "teams", "team", "invitation", "invited",  # tests/editor/teams
    "join", "join_by_code", "back", "class", "exercise", "lesson", "built_in_lesson", "lesson_picture",
    "lessons", "lesson_edit", "classes", "class_grades", "review", "exercise_grades",  # tests/editor/lessons
}  # fmt: skip
ELSEWHERE_API = (
    "/api/teams",
    "/api/lessons",
    "/api/classes",
    "/api/exercises",
    "/api/works",
    "/api/submissions",
)

# The same for everybody, for they tell nothing of anybody's work.
OPEN = {
    "favicon.ico": "/favicon.ico",
    "robots.txt": "/robots.txt",
    "jsi18n/": "/jsi18n/",
    "language": "/language",
    "jsi18n/watch": "/jsi18n/watch",
    "api/": "/api/",
    "api/docs": "/api/docs",
    "api/openapi.json": "/api/openapi.json",
}
# allauth's own doors, which are tested by allauth; here only: they know nothing of projects.
ACCOUNTS = "accounts/"
# For every kind of viewer: tests/editor/test_live.py and tests/editor/watching/test_live.py.
SOCKETS = {"ws/projects/<uuid:project>", "ws/projects/<uuid:project>/watch"}

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
    rowed = {row.route for row in PAGES} | set(OPEN) | OWN_PAGES | ELSEWHERE
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
    here = {(verb, path) for verb, path in operations if not path.startswith(ELSEWHERE_API)}
    assert here == {(row.verb, row.route) for row in API} | set(OWN_ROUTES)
    assert {str(route.pattern) for route in sockets.routes} == SOCKETS


@pytest.fixture
def scene(draw):
    """
    The project that everybody looks for.
    """
    project = story(0, 3, method="crossfade")
    Project.objects.filter(pk=project.pk).update(team=Team.objects.create(name="Team"))
    project.refresh_from_db()
    character = marked(project)
    asked = request_render(viewer_for(project), project)
    draw()
    film = exports.request_export(viewer_for(project), project)
    write_film(str(film.pk))
    stretch = next(iter(sheet.stretches(rows.load(project)).values()))
    pose = project.poses.first()
    link = ShareLink.objects.create(project=project, token_hash="given", hint="abcd")
    place = Place(UUID(stretch.shot), 0, 1)
    said = comments.say(viewer_for(project), project, uuid4(), comments.remark(project, place, "First."))
    still = reel_values(viewer_for(project), project)["runs"][0]["picture"]
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
        link=str(link.pk),
        comment=said["id"],
        still=still.rpartition("/")[2].removesuffix(".webp"),
    )


def browser(viewer: str, scene: Scene, **options: Any) -> Client:
    """
    The browser of one kind of viewer.
    """
    client = Client(**options)
    if viewer in LINKS:
        _open_link(client, viewer, scene)
    elif viewer not in NOBODY | {"owner", "binned"}:
        client.force_login(_somebody(viewer, scene))
    elif viewer != "nobody":
        client.force_login(scene.project.owner)
    if viewer == "binned":
        bin_project(scene.project)
    if viewer == "logged out":
        client.post("/accounts/logout/")
    return client


def _somebody(viewer: str, scene: Scene) -> User:
    """
    A person: in the team, no longer in it, or in none.
    """
    if viewer == "guest":
        return GuestFactory()
    user = AccountFactory()
    roles = {"viewer": "viewer", "commenter": "commenter", "editor": "editor", "team owner": "owner"}
    if viewer in roles:
        Membership.objects.create(team=scene.project.team, user=user, role=roles[viewer])
    if viewer == "removed member":
        Membership.objects.create(team=scene.project.team, user=user).delete()
    if viewer in ("teacher", "learner"):
        teacher = user if viewer == "teacher" else AccountFactory()
        group = ClassGroup.objects.create(teacher=teacher, name="Class", code=new_id()[:8])
        learner = AccountFactory() if viewer == "teacher" else user
        Enrolment.objects.create(group=group, user=learner, alias="Fox")
    return user


def _open_link(client: Client, viewer: str, scene: Scene) -> None:
    level = {"comment link": "comment", "edit link": "edit"}.get(viewer, "view")
    other = ProjectFactory(owner=scene.project.owner) if viewer == "link to another" else None
    link = ShareLink.objects.create(
        project=other or scene.project,
        level=level,
        download=viewer != "watch-only link",
        frozen=ProjectFactory(owner=scene.project.owner, kind="frozen") if viewer == "frozen link" else None,
        expires_at=timezone.now() if viewer == "expired link" else None,
        revoked_at=timezone.now() if viewer == "revoked link" else None,
        generation=2 if viewer == "older link" else 1,
        token_hash=new_id(),
        hint="abcd",
    )
    if viewer == "edit link":
        client.force_login(GuestFactory())
    client.cookies[COOKIE] = signing.dumps([[str(link.pk), 1]], salt=SALT, compress=True)


def use(client: Client, row: Row, scene: Scene, **headers: str) -> Any:
    body = row.body(scene) if row.body else None
    send = getattr(client, row.verb)
    if body is None:
        return send(scene.path(row.pattern), headers=headers)
    if row.form:
        return send(scene.path(row.pattern), body, headers=headers)
    return send(scene.path(row.pattern), body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.verb} /{row.pattern}")
def test_each_viewer_gets_what_the_row_says(row, scene):
    unknown = Scene(**{**vars(scene), "project": Project(pk=uuid4())})
    for viewer, may in MAY.items():
        with transaction.atomic():  # what one viewer does is not there for the next
            client, outcome = browser(viewer, scene), row.outcome(viewer)
            answer = use(client, row, scene)
            assert answer.status_code == outcome, (viewer, answer.content[:300])
            if outcome == 404 and viewer in ("stranger", "removed member", "revoked link"):
                # Not there and not yours read the same, to the last letter.
                other = use(client, row, unknown)
                assert other.status_code == 404, viewer
                if row.pattern.startswith("api/") and viewer not in row.special:
                    assert answer.content == other.content, viewer
            if outcome == 302 and "view" not in may:
                assert answer.url.startswith(LOGIN), viewer
            if row.pattern.startswith("api/") and outcome >= 400:
                assert set(answer.json()) >= {"code", "sentence"}, viewer
            transaction.set_rollback(True)


@pytest.mark.parametrize(("verb", "path"), OWN_ROUTES, ids=str)
def test_what_is_ones_own_is_for_somebody(verb, path, scene):
    body = {"title": "New"} if (verb, path) == ("post", "/api/projects") else {}
    for viewer in MAY:
        client = browser(viewer, scene)
        send = getattr(client, verb)
        answer = send(path, body, content_type="application/json") if verb == "post" else send(path)
        nobody = viewer in NOBODY or viewer in LINKS - {"edit link"}
        listed = (verb, path) == ("get", "/api/projects") and viewer in LINKS
        wanted = 401 if nobody and not listed else OWN_ROUTES[verb, path]
        assert answer.status_code == wanted, (viewer, answer.content[:300])
        if listed:
            assert answer.json() == []


def test_what_somebody_was_shown_is_not_in_their_list(scene):
    for viewer in MAY:
        with transaction.atomic():
            answer = browser(viewer, scene).get("/api/projects")
            listed = answer.status_code == 200 and str(scene.project.pk) in answer.content.decode()
            theirs = {"owner", "viewer", "commenter", "editor", "team owner"}
            assert listed == (viewer in theirs), viewer
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "row", [row for row in API if row.verb != "get"], ids=lambda row: f"{row.verb} {row.route}"
)
def test_what_changes_something_needs_the_token_of_our_pages(row, scene):
    client = browser("owner", scene, enforce_csrf_checks=True)
    assert use(client, row, scene).status_code == 403
    client.get("/projects")
    token = client.cookies["csrftoken"].value
    if row.outcome("owner") < 300:
        assert use(client, row, scene, **{"X-CSRFToken": token}).status_code == row.outcome("owner")


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
