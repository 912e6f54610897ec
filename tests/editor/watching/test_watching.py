"""
The player's page, its pictures and its reel, for everybody who may come.
"""

import json
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client

from editor.exports.actions import request_export
from editor.exports.tasks import write_film
from editor.models import Membership, Project, ShareLink, Team
from editor.projects.actions import bin_project
from editor.timeline.renders import request_render
from editor.watching import turns
from tests.editor.sharing.links import change, made, owner_of, revoke, visitor
from tests.factories import AccountFactory, GuestFactory, ProjectFactory, story, viewer_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(draw):
    found = story(1, 4, method="crossfade")
    request_render(viewer_for(found), found)
    draw()
    return found


def page(client, project, **query):
    return client.get(f"/projects/{project.pk}/watch", query)


def reel(client, project):
    return client.get(f"/api/projects/{project.pk}/reel")


def known(project):
    """
    The addresses of all pictures that a project shows.
    """
    return [run["picture"] for run in reel(owner_of(project), project).json()["runs"]]


def member(project, role):
    team = Team.objects.create(name="Team")
    Project.objects.filter(pk=project.pk).update(team=team)
    user = AccountFactory()
    Membership.objects.create(team=team, user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def by_link(project, **wish):
    _link, path = made(project, **wish)
    return visitor(path)


def shut(project):
    link, path = made(project)
    client = visitor(path)
    revoke(project, link)
    return client


def expired(project):
    link, path = made(project)
    client = visitor(path)
    ShareLink.objects.filter(pk=link.pk).update(expires_at=link.made_at)
    return client


def of_another(_project):
    return by_link(story(0, 2))


def stranger(_project):
    client = Client()
    client.force_login(AccountFactory())
    return client


def guest(_project):
    client = Client()
    client.force_login(GuestFactory())
    return client


PASSWORD = "long enough"
SEES = {
    "owner": owner_of,
    **{f"member: {role}": partial(member, role=role) for role in Membership.Role.values},
    **{f"link: {level}": partial(by_link, level=level) for level in ShareLink.Level.values},
    "link with a password": lambda project: visitor(made(project, password=PASSWORD)[1], password=PASSWORD),
}
SEES_NOTHING = {
    "stranger": stranger,
    "guest": guest,
    "revoked link": shut,
    "expired link": expired,
    "link to another": of_another,
}


@pytest.mark.parametrize("who", SEES)
def test_who_may_look_gets_the_page_the_reel_and_every_picture(who, project):
    client = SEES[who](project)

    assert page(client, project).status_code == 200
    told = reel(client, project)
    assert told.status_code == 200
    assert len(told.json()["runs"]) == 5
    for address in known(project):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] in ("image/webp", "image/jpeg")
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("who", SEES_NOTHING)
def test_for_everybody_else_there_is_no_such_project(who, project):
    client = SEES_NOTHING[who](project)
    address = known(project)[0]

    assert page(client, project).status_code == 404
    refused, unknown = reel(client, project), reel(client, Project(pk=uuid4()))
    assert (refused.status_code, refused.content) == (unknown.status_code, unknown.content)
    assert refused.status_code == 404
    assert client.get(address).status_code == 404


def test_nobody_is_asked_to_sign_in_whatever_the_project(project):
    for one in (project, Project(pk=uuid4())):
        answer = page(Client(), one, frame=3)
        assert (answer.status_code, answer.url) == (
            302,
            f"/accounts/login/?next=/projects/{one.pk}/watch%3Fframe%3D3",
        )
        assert reel(Client(), one).status_code == 401
    assert Client().get(known(project)[0]).status_code == 404


def test_in_the_bin_there_is_nothing_to_watch(project):
    client, address = owner_of(project), known(project)[0]
    bin_project(project)

    assert {page(client, project).status_code, reel(client, project).status_code} == {404}
    assert client.get(address).status_code == 404


def test_only_pictures_that_this_project_shows_now_are_given(project):
    client = owner_of(project)
    other = story(0, 9, owner=project.owner)
    other.shots.update(ground="#112233")
    theirs = known(other)[0].rpartition("/")[2]

    assert client.get(f"/projects/{project.pk}/reel/{theirs}").status_code == 404
    assert client.get(f"/projects/{project.pk}/reel/{'0' * 64}.webp").status_code == 404
    name = known(project)[0].rpartition("/")[2]
    assert client.get(f"/projects/{project.pk}/reel/{name.replace('.webp', '.jpg')}").status_code == 404


def test_the_reel_says_who_shows_it_and_what_one_may_do(project):
    owner = project.owner
    owner.name = "Ana"
    owner.save()
    link, path = made(project, download=False)
    client = visitor(path)

    told = reel(client, project).json()

    assert told["shared_by"] == "Ana"
    assert told["may"] == ["view"]
    change(project, link, download=True)
    assert reel(client, project).json()["may"] == ["view", "export", "copy"]
    assert reel(owner_of(project), project).json()["shared_by"] == ""


def test_a_learners_name_is_told_to_nobody(project):
    Project.objects.filter(pk=project.pk).update(kind=Project.Kind.WORK)
    client = member(project, "viewer")

    assert reel(client, project).json()["shared_by"] == ""


def test_a_page_begins_with_the_frame_of_its_address_and_the_ticks(project):
    html = page(owner_of(project), project, frame=4).content.decode()

    picture = known(project)[3]
    assert f'<link rel="preload" as="image" href="{picture}"' in html
    assert f'<img src="{picture}"' in html
    assert 'aria-valuenow="4"' in html
    assert html.count('class="is-key"') == 2
    # Of five frames one lies before the first key, two between the keys.
    assert 'x="30.000%"' in html
    assert 'x="40.000%" width="40.000%" y="9" height="6" fill="url(#dots)"' in html
    assert "style=" not in html


@pytest.mark.parametrize("frame", ["0", "-3", "x", "٣", "9" * 40, "1.5", "99"])
def test_a_frame_that_is_none_is_taken_for_the_nearest(frame, project):
    answer = page(owner_of(project), project, frame=frame)

    assert answer.status_code == 200
    last = 5 if frame == "99" else 1
    assert f'aria-valuenow="{last}"' in answer.content.decode()


def test_a_title_is_text_and_nothing_else(project):
    Project.objects.filter(pk=project.pk).update(title="</script><script>alert(1)</script>")

    html = page(owner_of(project), project).content.decode()

    assert "<script>alert" not in html


def test_an_empty_project_has_a_page():
    project = ProjectFactory()
    html = page(owner_of(project), project).content.decode()

    assert "There is nothing to watch yet" in html
    assert reel(owner_of(project), project).json()["poster"] is None


def test_who_came_by_a_link_and_is_nobody_may_have_the_whole_film_and_no_parts(project, bells):
    client = by_link(project)
    address = f"/api/projects/{project.pk}/exports"

    asked = client.post(address, {}, content_type="application/json")

    assert asked.status_code == 200, asked.content
    film = asked.json()["export"]
    write_film(film["id"])
    told = client.get(f"{address}/{film['id']}").json()
    assert told["state"] == "ready"
    assert client.get(told["url"]).status_code == 200
    part = {"shot": str(project.shots.get().pk)}
    assert client.post(address, part, content_type="application/json").status_code == 401


def test_a_link_without_downloads_gives_no_film(project):
    film = request_export(viewer_for(project), project)
    write_film(str(film.pk))
    client = by_link(project, download=False)

    asked = client.post(f"/api/projects/{project.pk}/exports", {}, content_type="application/json")

    assert asked.status_code == 404
    assert client.get(f"/projects/{project.pk}/exports/{film.pk}/film.mp4").status_code == 404
    assert page(client, project).status_code == 200


def test_a_picture_is_made_once_and_kept(project, media):
    client, address = owner_of(project), known(project)[1]
    name = address.rpartition("/")[2]
    kept = media / "reel" / str(project.pk) / name

    first = client.get(address)

    assert kept.exists()
    made_at = kept.stat().st_mtime_ns
    assert client.get(address).content == first.content
    assert kept.stat().st_mtime_ns == made_at
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_where_too_many_wait_one_is_told_to_come_again(project, monkeypatch):
    address = known(project)[1]
    monkeypatch.setattr(turns, "MOST_WAITING", 0)

    answer = owner_of(project).get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    monkeypatch.undo()
    assert owner_of(project).get(address).status_code == 200


def test_the_words_of_the_page_are_its_own_and_no_others():
    whole, own = Client().get("/jsi18n/"), Client(headers={"accept-language": "ko"}).get("/jsi18n/watch")

    assert own.status_code == 200
    assert "Select all keys of the track" not in own.content.decode()
    assert "gettext" in own.content.decode()
    assert len(own.content) < 20_000
    assert whole.status_code == 200


def test_the_reel_is_in_the_page_as_the_api_tells_it(project):
    client = owner_of(project)
    html = page(client, project).content.decode()

    after = html.partition('<script id="kf-reel" type="application/json">')[2]
    inline = json.loads(after.partition("</script>")[0])

    assert inline == reel(client, project).json()
