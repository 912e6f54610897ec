"""
What the owner of a project can do with its links.
"""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editor import quota, zones
from editor.models import Project, ShareLink, Team, User
from editor.refusals import Refused
from editor.teams.actions import GUEST_DAYS, adopt, forget_guests
from tests.editor.comments.talk import say, threads
from tests.editor.sharing.links import change, made, owner_of, renewed, revoke, sees, visitor
from tests.editor.timeline.test_actions import edit
from tests.factories import AccountFactory, GuestFactory, ProjectFactory, keyed, new_id, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return story(0, 6)


def listed(project):
    return owner_of(project).get(f"/api/projects/{project.pk}/links").json()["links"]


def post(project, **wish):
    return owner_of(project).post(f"/api/projects/{project.pk}/links", wish, content_type="application/json")


def test_nobody_but_the_owner_can_see_a_new_project(project):
    assert listed(project) == []


def test_a_link_tells_its_address_once(project):
    answer = post(project, level="view", name="  For the crew ").json()
    token = answer["url"].rpartition("/")[2]
    assert answer["url"] == f"http://testserver/s/{token}"
    assert answer["hint"] == token[:4]
    assert answer["name"] == "For the crew"
    found = listed(project)
    assert [one["id"] for one in found] == [answer["id"]]
    assert "url" not in found[0]
    assert token not in str(found)


def test_a_list_says_who_made_a_link_and_when_it_was_opened(project):
    link, path = made(project)
    before = listed(project)[0]
    assert (before["uses"], before["used_at"]) == (0, None)
    assert before["made_by"] == project.owner.shown_name
    visitor(path), visitor(path)
    after = listed(project)[0]
    assert after["uses"] == 2
    assert after["used_at"]
    assert after["id"] == str(link.pk)


@pytest.mark.parametrize(
    ("wish", "embedded"),
    [
        ({"level": "view"}, True),
        ({"level": "view", "frozen": True}, True),
        ({"level": "view", "password": "paper fox"}, False),
        ({"level": "comment"}, False),
        ({"level": "edit"}, False),
    ],
)
def test_links_that_only_show_can_be_embedded(project, wish, embedded):
    Project.objects.update(title='<b>"Fox"</b>')
    answer = post(project, **wish).json()
    assert bool(answer["embed"]) == embedded
    if embedded:
        token = answer["url"].rpartition("/")[2]
        assert f'src="http://testserver/e/{token}"' in answer["embed"]
        assert "&lt;b&gt;&quot;Fox&quot;&lt;/b&gt;" in answer["embed"]
        assert re.search(r"width:100%;max-width:640px;aspect-ratio:640/\d+\"", answer["embed"])


def test_a_live_link_follows_and_a_frozen_one_stays(project):
    live, now = made(project)
    frozen, then = made(project, frozen=True)
    assert frozen.frozen.kind == Project.Kind.FROZEN
    shot = str(project.shots.get().pk)
    edit(project, {"do": "set", "on": "shot", "id": shot, "to": {"name": "Later"}})

    assert visitor(now).get(f"/api/projects/{project.pk}").json()["shots"][0]["name"] == "Later"
    watcher = visitor(then)
    assert watcher.get(f"/api/projects/{frozen.frozen_id}").json()["shots"][0]["name"] != "Later"
    assert not sees(watcher, project), "the link shows the copy alone"
    assert (live.frozen, live.project) == (None, project)


def test_two_links_to_the_same_moment_show_two_copies(project):
    first, one = made(project, frozen=True, level="comment")
    second, other = made(project, frozen=True, level="comment")
    assert first.frozen.digest == second.frozen.digest
    assert say(visitor(one), first.frozen, "For one client alone", name="Mina").status_code == 201
    assert [found["text"] for found in threads(visitor(one), first.frozen)] == ["For one client alone"]
    assert threads(visitor(other), second.frozen) == []
    assert not sees(visitor(other), first.frozen)


def test_of_a_frozen_link_the_list_says_what_was_said_there(project):
    live, _ = made(project, level="comment")
    frozen, path = made(project, frozen=True, level="comment")
    found = {one["id"]: (one["shows"], one["comments"]) for one in listed(project)}
    assert found == {str(live.pk): (str(project.pk), 0), str(frozen.pk): (str(frozen.frozen_id), 0)}
    client = visitor(path)
    say(client, frozen.frozen, "Too fast", name="Mina")
    taken_back = say(client, frozen.frozen, "Forget it").json()["id"]
    answer = f"/api/projects/{frozen.frozen_id}/comments/{taken_back}"
    assert client.delete(answer).status_code == 204
    assert [one["comments"] for one in listed(project)] == [1, 0]
    assert change(project, frozen, name="Crew").json()["comments"] == 1


def test_a_longer_list_asks_no_more_often(project):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            listed(project)
        return len(queries)

    made(project, frozen=True)
    once = asked()
    for _number in range(3):
        say(
            visitor(made(project, frozen=True, level="comment")[1]),
            ShareLink.objects.first().frozen,
            "So",
            name="Mina",
        )
    assert asked() == once


def test_who_shares_a_project_reads_and_answers_what_was_said_on_its_copies(project):
    team = Team.objects.create(name="Foxes")
    Project.objects.filter(pk=project.pk).update(team=team)
    frozen, path = made(project, frozen=True, level="comment")
    thread = say(visitor(path), frozen.frozen, "Too fast", name="Mina").json()["id"]
    owner = Client()
    owner.force_login(AccountFactory())
    team.memberships.create(user=User.objects.get(pk=owner.session["_auth_user_id"]), role="owner")
    for client in (owner_of(project), owner):
        assert client.get(f"/projects/{frozen.frozen_id}/watch").status_code == 200
        assert [one["text"] for one in threads(client, frozen.frozen)] == ["Too fast"]
        assert say(client, frozen.frozen, "Slower now?", thread=thread).status_code == 201


def test_a_copy_stays_away_where_its_link_could_not_be_made(project, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("no row")

    monkeypatch.setattr(ShareLink, "save", broken)
    with pytest.raises(RuntimeError):
        post(project, frozen=True)
    assert not Project.objects.filter(kind=Project.Kind.FROZEN).exists()


def test_a_frozen_link_never_edits(project):
    assert post(project, level="edit", frozen=True).json()["code"] == "frozen_is_not_edited"
    link, _ = made(project, level="view", frozen=True)
    assert change(project, link, level="edit").json()["code"] == "frozen_is_not_edited"
    assert Project.objects.filter(kind=Project.Kind.FROZEN).count() == 1


def test_what_is_not_said_stays(project):
    link, _ = made(project, name="Crew", password="paper fox", download=False)
    assert change(project, link, name="Cast").status_code == 200
    assert change(project, link, level="comment").status_code == 200
    shown = listed(project)[0]
    assert (shown["name"], shown["level"], shown["password"], shown["download"]) == (
        "Cast",
        "comment",
        True,
        False,
    )
    change(project, link, password="", download=True)
    shown = listed(project)[0]
    assert (shown["password"], shown["download"]) == (False, True)


def test_a_level_reaches_who_has_the_link_at_once(project):
    link, path = made(project, level="edit")
    guest = visitor(path)
    url = f"/api/projects/{project.pk}/ops"
    to = {"title": "By a guest"}
    operation = {"do": "set", "on": "project", "id": str(project.pk), "to": to}

    def write():
        body = {"id": str(uuid4()), "operations": [operation]}
        return guest.post(url, body, content_type="application/json").status_code

    assert write() == 200
    change(project, link, level="view")
    assert write() == 404
    assert sees(guest, project)


def test_without_downloads_nothing_is_taken_along(project):
    link, path = made(project, level="comment", download=False)
    watcher = visitor(path)
    export = f"/api/projects/{project.pk}/exports"
    assert watcher.post(export, {}, content_type="application/json").status_code == 404
    watcher.force_login(AccountFactory())
    copy = f"/api/projects/{project.pk}/copy"
    assert watcher.post(copy, {"id": new_id()}, content_type="application/json").status_code == 404
    change(project, link, download=True)
    assert watcher.post(copy, {"id": new_id()}, content_type="application/json").status_code == 201


@pytest.mark.parametrize("password", ["12345", "x" * 129])
def test_a_password_has_a_length(project, password):
    assert post(project, password=password).json()["code"] == "password_length"
    assert not ShareLink.objects.exists()


def test_a_new_password_is_asked_of_those_who_were_in(project):
    link, path = made(project)
    watcher = visitor(path)
    change(project, link, password="paper fox")
    assert not sees(watcher, project)
    assert sees(visitor(path, password="paper fox"), project)
    change(project, link, name="The same password")
    assert sees(visitor(path, password="paper fox"), project)


def test_a_project_has_so_many_links(project, monkeypatch):
    monkeypatch.setattr(quota, "LINKS_PER_PROJECT", 2)
    first, _ = made(project)
    made(project)
    assert post(project, frozen=True).status_code == 507
    assert not Project.objects.filter(kind=Project.Kind.FROZEN).exists()
    revoke(project, first)
    assert post(project).status_code == 201


@pytest.mark.parametrize("wish", [{"level": "own"}, {"until": "2030-01-01"}, {"uses": 3}, {"name": "x" * 81}])
def test_what_is_not_understood_is_refused(project, wish):
    assert post(project, **wish).status_code == 422
    assert not ShareLink.objects.exists()


def test_a_link_is_looked_up_through_its_project(project):
    other = story(0, owner=project.owner)
    link, _ = made(other)
    client, url = owner_of(project), f"/api/projects/{project.pk}/links/{link.pk}"
    assert client.patch(url, {"name": "Mine"}, content_type="application/json").status_code == 404
    assert client.post(f"{url}/renew").status_code == 404
    assert client.delete(url).status_code == 404
    link.refresh_from_db()
    assert (link.name, link.revoked_at, link.generation) == ("", None, 1)


def test_what_is_revoked_is_gone_for_its_owner_too(project):
    link, _ = made(project)
    revoke(project, link)
    client, url = owner_of(project), f"/api/projects/{project.pk}/links/{link.pk}"
    assert listed(project) == []
    assert client.delete(url).status_code == 404
    assert client.post(f"{url}/renew").status_code == 404


def test_a_renewed_link_has_another_address_and_the_same_words(project):
    link, old = made(project, name="Crew")
    new = renewed(project, link)
    assert Client().post(old).status_code == 404
    assert sees(visitor(new), project)
    assert listed(project)[0]["name"] == "Crew"
    assert listed(project)[0]["hint"] == new.rpartition("/")[2][:4]


# -- Who may share ------------------------------------------------------------------------------------


def test_only_who_may_share_is_told_of_the_links(project):
    link, _path = made(project)
    paths = [made(project, level=level)[1] for level in ("view", "comment", "edit")]
    stranger = Client()
    stranger.force_login(AccountFactory())
    base = f"/api/projects/{project.pk}/links"
    for client in (stranger, *map(visitor, paths)):
        assert client.get(base).status_code == 404
        assert client.post(base, {}, content_type="application/json").status_code == 404
        assert client.patch(f"{base}/{link.pk}", {}, content_type="application/json").status_code == 404
        assert client.post(f"{base}/{link.pk}/renew").status_code == 404
        assert client.delete(f"{base}/{link.pk}").status_code == 404
    assert Client().get(base).status_code == 401


def test_who_is_in_the_team_sees_it_without_a_link(project):
    url = f"/api/projects/{project.pk}/links"
    assert owner_of(project).get(url).json() == {"team": None, "links": []}
    project.team = Team.objects.create(name="Foxes")
    project.save()
    assert owner_of(project).get(url).json() == {"team": "Foxes", "links": []}


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("editor", 404), ("commenter", 404), ("viewer", 404)]
)
def test_of_a_team_its_owners_share(project, role, status):
    project.team = Team.objects.create(name="Foxes")
    project.save()
    member = AccountFactory()
    project.team.memberships.create(user=member, role=role)
    client = Client()
    client.force_login(member)
    assert client.get(f"/api/projects/{project.pk}/links").status_code == status


def test_a_frozen_copy_is_not_shared_further(project):
    link, _ = made(project, frozen=True)
    assert owner_of(project).get(f"/api/projects/{link.frozen_id}/links").status_code == 404


# -- Days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        ("2031-01-15", "UTC", datetime(2031, 1, 16, tzinfo=UTC)),
        ("2031-01-15", "Asia/Seoul", datetime(2031, 1, 15, 15, tzinfo=UTC)),
        ("2031-01-15", "America/Los_Angeles", datetime(2031, 1, 16, 8, tzinfo=UTC)),
        ("2031-07-15", "Europe/Berlin", datetime(2031, 7, 15, 22, tzinfo=UTC)),
        # The day that is an hour shorter, and the one that is an hour longer.
        ("2026-03-29", "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        ("2026-10-25", "Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC)),
        # Midnight itself is skipped: the day ends when the next one begins.
        ("2026-04-23", "Africa/Cairo", datetime(2026, 4, 23, 22, tzinfo=UTC)),
    ],
)
def test_a_date_means_the_end_of_that_day_there(day, zone, end):
    assert zones.end_of(date.fromisoformat(day), zones.zone_of(zone)) == end


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "x" * 500]
)
def test_a_zone_that_is_none_is_refused(name):
    with pytest.raises(Refused):
        zones.zone_of(name)


def test_today_is_open_until_it_is_over(project):
    with time_machine.travel(datetime(2031, 1, 15, 14, 59, 59, tzinfo=UTC), tick=False):
        answer = post(project, until={"date": "2031-01-15", "zone": "Asia/Seoul"})
        assert answer.status_code == 201
        assert datetime.fromisoformat(answer.json()["expires_at"]) == datetime(2031, 1, 15, 15, tzinfo=UTC)
    with time_machine.travel(datetime(2031, 1, 15, 15, tzinfo=UTC), tick=False):
        refused = post(project, until={"date": "2031-01-15", "zone": "Asia/Seoul"})
        assert refused.json()["code"] == "over"
        assert listed(project)[0]["expired"]


def test_an_end_can_be_moved_and_taken_away(project):
    link, path = made(project, until={"date": "2031-01-15", "zone": "UTC"})
    with time_machine.travel(datetime(2031, 1, 16, tzinfo=UTC)):
        assert Client().post(path).status_code == 404
        change(project, link, until={"date": "2031-01-16", "zone": "UTC"})
        watcher = visitor(path)
        assert sees(watcher, project)
    with time_machine.travel(datetime(2031, 1, 17, tzinfo=UTC)):
        assert not sees(watcher, project)
        change(project, link, until=None)
        assert sees(watcher, project)
    assert listed(project)[0]["expires_at"] is None


def test_an_edit_of_the_original_leaves_a_frozen_link_and_new_keys_make_another(project):
    first, _ = made(project, frozen=True)
    keyed(project.shots.get(), 20)
    second, _ = made(project, frozen=True)
    assert first.frozen != second.frozen


def test_who_made_a_link_may_go(project):
    maker = AccountFactory()
    link, path = made(project)
    ShareLink.objects.update(made_by=maker)
    maker.delete()
    assert listed(project)[0]["made_by"] == ""
    assert sees(visitor(path), project)
    assert link.made_at <= timezone.now() + timedelta(seconds=1)


def test_who_made_a_link_as_a_guest_has_it_with_their_account():
    guest, account = GuestFactory(), AccountFactory()
    project = story(0, owner=guest)
    link, path = made(project)
    watcher = visitor(path)
    adopt(guest, account)
    project.refresh_from_db()
    assert listed(project)[0]["made_by"] == account.shown_name
    assert sees(watcher, project)
    assert link.project == project


def test_guests_who_share_or_work_on_what_is_shared_are_not_forgotten(project):
    sharer, idle = GuestFactory(), GuestFactory()
    made(ProjectFactory(owner=sharer, sample=True))
    worker = visitor(made(project, level="edit")[1])
    operation = {"do": "set", "on": "project", "id": str(project.pk), "to": {"title": "Ours"}}
    batch = {"id": str(uuid4()), "operations": [operation]}
    url = f"/api/projects/{project.pk}/ops"
    assert worker.post(url, batch, content_type="application/json").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=GUEST_DAYS + 1)):
        assert forget_guests() == 1
    assert not User.objects.filter(pk=idle.pk).exists()
