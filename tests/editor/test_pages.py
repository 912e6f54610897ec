import io
import json
import re

import pytest
from django.core.files.storage import default_storage
from django.test import AsyncClient
from PIL import Image

from editor import media
from editor.exports import actions as exports
from editor.exports.tasks import write_film
from editor.models import Keyframe, Membership, Project, Team, User
from editor.projects import sample
from editor.projects.copying import freeze
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from jobs.frames import picture_path
from jobs.models import Line
from tests.factories import AccountFactory, ProjectFactory, TrackFactory, keyed, story, viewer_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_sample(monkeypatch):
    """
    The sample at a size that is drawn quickly.
    """
    monkeypatch.setattr(sample, "SIZE", (64, 36))
    sample._note.cache_clear()
    yield
    sample._note.cache_clear()


@pytest.fixture
def drawn(draw):
    """
    A project that is drawn, and its one take.
    """
    project = story(0, 3, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    return project, next(iter(sheet.stretches(rows.load(project)).values())).key


# -- The front page -----------------------------------------------------------------------------------


def test_a_stranger_is_at_work_at_once(client):
    answer = client.get("/")
    project = Project.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/projects/{project.pk}")
    assert project.sample
    assert project.owner.is_guest
    page = client.get(answer.url)
    assert page.status_code == 200
    snapshot = json.loads(
        re.search(r'<script id="kf-snapshot"[^>]*>(.*?)</script>', page.content.decode(), re.S)[1]
    )
    assert snapshot["project"]["id"] == str(project.pk)
    assert "csrftoken" in page.cookies


def test_the_first_pictures_are_fetched_with_the_page(client):
    page = client.get(client.get("/").url).content.decode()
    found = re.findall(r'<link rel="preload" as="fetch" href="([^"]+)"', page)
    assert len(found) == 2, "the background and the first pose"
    assert [client.get(address).status_code for address in found] == [200, 200]


def test_the_line_and_the_small_pictures_are_asked_for_before_any_sheet(client):
    address = client.get("/").url
    page = client.get(address).content.decode()
    early = page.partition('rel="stylesheet"')[0]
    assert f"/ws{address}`" in early
    found = re.findall(r"/projects/[0-9a-f-]+/pictures/[0-9a-f]{64}/thumb[.]webp", early)
    assert len(found) == 2, "the background and the first pose"
    assert [client.get(picture).status_code for picture in found] == [200, 200]


def test_who_comes_again_gets_no_second_project(client):
    client.get("/")
    for _ in range(2):
        assert client.get("/").url == "/projects"
    assert (Project.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Dest": "image"}, {"Sec-Fetch-Dest": "empty"}, {"Sec-Purpose": "prefetch;prerender"}],
)
def test_what_nobody_opened_makes_no_guest(client, headers):
    assert client.get("/", headers=headers).status_code == 200
    assert client.head("/").status_code == 200
    assert not User.objects.exists()


def test_the_front_page_takes_no_post(client):
    assert client.post("/").status_code == 405


# -- The dashboard ------------------------------------------------------------------------------------


def test_the_dashboard_shows_what_is_mine_and_what_is_binned(client):
    mine, binned, other = story(0, 5), ProjectFactory(title="Thrown away"), ProjectFactory(title="Not mine")
    Project.objects.filter(pk=binned.pk).update(owner=mine.owner, deleted_at="2026-01-01T00:00Z")
    client.force_login(mine.owner)
    answer = client.get("/projects")
    assert [card["id"] for card in answer.context["projects"]] == [str(mine.pk)]
    assert [card["id"] for card in answer.context["binned"]] == [str(binned.pk)]
    assert other.title not in answer.content.decode()


def test_a_title_is_text_and_never_markup(client):
    project = ProjectFactory(title="</script><img src=x onerror=alert(1)>")
    client.force_login(project.owner)
    for path in ("/projects", f"/projects/{project.pk}"):
        assert "<img src=x" not in client.get(path).content.decode()


def test_pages_are_not_kept_by_browsers(client):
    project = ProjectFactory()
    client.force_login(project.owner)
    for path in ("/projects", f"/projects/{project.pk}"):
        assert "no-store" in client.get(path)["Cache-Control"]


# -- Pictures, drawings, films ------------------------------------------------------------------------


def addresses(project, take):
    sha = project.poses.first().picture_id
    return {
        f"/projects/{project.pk}/pictures/{sha}/full.png": ("image/png", (40, 30)),
        f"/projects/{project.pk}/pictures/{sha}/thumb.webp": ("image/webp", (40, 30)),
        f"/projects/{project.pk}/pictures/{sha}/poster.webp": ("image/webp", (40, 30)),
        f"/projects/{project.pk}/frames/{take}/0/full": ("image/png", (64, 48)),
        f"/projects/{project.pk}/frames/{take}/0/view": ("image/jpeg", (64, 48)),
        f"/projects/{project.pk}/frames/{take}/0/thumb": ("image/jpeg", (128, 96)),
    }


def test_pictures_and_drawings_are_sent_to_be_kept_and_only_shown(client, drawn):
    project, take = drawn
    client.force_login(project.owner)
    for path, (kind, size) in addresses(project, take).items():
        answer = client.get(path)
        assert answer["Content-Type"] == kind
        assert Image.open(io.BytesIO(answer.content)).size == size
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["Content-Disposition"].startswith("inline")
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_drawings_of_a_higher_track_are_sent_with_their_alpha(client, drawn, draw):
    project, _take = drawn
    shot = project.shots.get()
    left, _right = keyed(shot, 0, 4, track=TrackFactory(shot=shot, order="z"), method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    client.force_login(project.owner)
    take = sheet.stretches(rows.load(project))[str(left.pk)].key
    for level, kind in (("full", "image/png"), ("view", "image/webp"), ("thumb", "image/webp")):
        answer = client.get(f"/projects/{project.pk}/frames/{take}/0/{level}")
        assert (answer["Content-Type"], answer["Cache-Control"][-9:]) == (kind, "immutable")
        assert Image.open(io.BytesIO(answer.content)).convert("RGBA").getextrema()[3][0] == 0


def test_a_drawing_costs_few_queries_and_no_work(client, drawn, django_assert_max_num_queries):
    """
    Also where somebody else had it drawn, as the sample's drawings are for most people.
    """
    project, take = drawn
    client.force_login(project.owner)
    address = f"/projects/{project.pk}/frames/{take}"
    with django_assert_max_num_queries(4):
        assert client.get(f"{address}/0/thumb").status_code == 200
    Line.objects.all().delete()
    Keyframe.objects.update(take="")
    client.get(f"{address}/0/thumb")
    with django_assert_max_num_queries(7):
        assert client.get(f"{address}/1/thumb").status_code == 200


def test_an_etag_opens_nothing(client, drawn):
    project, take = drawn
    client.force_login(project.owner)
    tags = {path: client.get(path)["ETag"] for path in addresses(project, take)}
    client.force_login(AccountFactory())
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize(
    "tail",
    [
        "frames/{take}/99/full",
        "frames/{take}/0/full.png",
        "frames/{take}/0/best",
        "frames/{other}/0/full",
        "frames/{take}/0/../../x",
        "frames/{take}/-1/full",
        "pictures/{other}/full.png",
        "pictures/{sha}/full.jpg",
        "pictures/{sha}/..%2f..%2fsecret_key",
        "pictures/{take}/full.png",
    ],
)
def test_what_is_not_there_is_404(client, drawn, tail):
    project, take = drawn
    client.force_login(project.owner)
    names = {"take": take, "sha": project.poses.first().picture_id, "other": "f" * 64}
    assert client.get(f"/projects/{project.pk}/{tail.format(**names)}").status_code == 404


def test_pictures_and_drawings_of_another_project_are_404(client, drawn, draw):
    project, take = drawn
    other = story(7, 19, owner=project.owner, method="crossfade")
    client.force_login(project.owner)
    for path in addresses(project, take):
        elsewhere = path.replace(str(project.pk), str(other.pk))
        expected = 200 if project.poses.first().picture_id in path else 404
        assert client.get(elsewhere).status_code == expected  # both libraries have that picture


@pytest.fixture
def film(drawn):
    project, _ = drawn
    Project.objects.filter(pk=project.pk).update(title='별: a/b \u202e"story"')
    project.refresh_from_db()
    made = exports.request_export(viewer_for(project), project)
    write_film(str(made.pk))
    return project, made


def test_a_film_is_saved_under_the_projects_title(client, film):
    project, made = film
    client.force_login(project.owner)
    answer = client.get(f"/projects/{project.pk}/exports/{made.pk}/film.mp4")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert body[4:8] == b"ftyp"
    assert int(answer["Content-Length"]) == len(body)
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%EB%B3%84%20a%20b%20story.mp4"


@pytest.mark.django_db(transaction=True)
async def test_a_large_film_is_sent_in_pieces(film, monkeypatch):
    from channels.db import database_sync_to_async

    project, made = film
    monkeypatch.setattr(media, "CHUNK", 64)
    client = AsyncClient()
    await client.aforce_login(project.owner)
    answer = await client.get(f"/projects/{project.pk}/exports/{made.pk}/film.mp4")
    pieces = [piece async for piece in answer.streaming_content]
    assert len(pieces) > 3
    size = await database_sync_to_async(default_storage.size)(exports.film_path(made.key))
    assert sum(map(len, pieces)) == size


def test_a_film_that_is_not_ready_is_404(client, drawn):
    project, _ = drawn
    made = exports.request_export(viewer_for(project), project)
    client.force_login(project.owner)
    assert client.get(f"/projects/{project.pk}/exports/{made.pk}/film.mp4").status_code == 404


def test_pictures_in_a_bucket_are_reached_by_its_signed_addresses(client, drawn, monkeypatch):
    project, _ = drawn
    sha = project.poses.first().picture_id
    asked = []

    class Bucket:
        def path(self, name):
            raise NotImplementedError

        def exists(self, name):
            return True

        def url(self, name, parameters=None):
            asked.append((name, parameters))
            return f"https://bucket.example/{name}?signed"

    monkeypatch.setattr(default_storage, "_wrapped", Bucket())
    client.force_login(project.owner)
    answer = client.get(f"/projects/{project.pk}/pictures/{sha}/full.png")
    assert (answer.status_code, answer.url) == (302, f"https://bucket.example/{picture_path(sha)}?signed")
    assert answer["Cache-Control"] == "private, max-age=30"
    assert asked == [(picture_path(sha), {"ResponseContentDisposition": "inline"})]


# -- Who may not edit ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "lands"), [("editor", ""), ("commenter", "/watch"), ("viewer", "/watch")])
def test_who_may_not_edit_is_brought_to_the_player(client, role, lands):
    project = story(0, 3)
    team = Team.objects.create(name="Team")
    member = Membership.objects.create(team=team, user=AccountFactory(), role=role)
    Project.objects.filter(pk=project.pk).update(team=team)
    client.force_login(member.user)
    answer = client.get(f"/projects/{project.pk}")
    assert (answer.status_code, answer.headers.get("Location", "")) == (
        (302, f"/projects/{project.pk}{lands}") if lands else (200, "")
    )


def test_what_is_frozen_is_only_watched(client):
    project = story(0, 3)
    copy = freeze(project, Project.Kind.FROZEN, project.owner)
    client.force_login(project.owner)
    assert client.get(f"/projects/{copy.pk}").url == f"/projects/{copy.pk}/watch"
