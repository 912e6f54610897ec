"""
Opening a link: what is shown, what is given, and who comes in.
"""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from editor.access import Viewer
from editor.models import Membership, Project, Team, User
from editor.projects.actions import bin_project
from editor.sharing import card
from editor.sharing.whose import sharers
from editor.watching import turns
from tests.editor.sharing.links import made, owner_of, sees, visitor
from tests.editor.timeline.test_actions import edit
from tests.factories import AccountFactory, keyed, pose_of, story

pytestmark = pytest.mark.django_db

CARD = re.compile(r'<meta property="og:(\S+?)"[^>]* content="([^"]*)"')


@pytest.fixture
def project():
    project = story(0, 6)
    Project.objects.update(title='Fox & "Star"')
    project.refresh_from_db()
    return project


@pytest.mark.parametrize(
    ("level", "goal"),
    [("view", "/projects/{}/watch"), ("comment", "/projects/{}/watch"), ("edit", "/projects/{}")],
)
def test_a_link_leads_to_what_it_is_for(project, level, goal):
    _, path = made(project, level=level)
    answer = Client().post(path)
    assert (answer.status_code, answer.url) == (302, goal.format(project.pk))


def test_a_link_leads_to_a_frame(project):
    _, path = made(project)
    goal = f"/projects/{project.pk}/watch?frame=12"
    client = Client()
    assert client.post(f"{path}?frame=12&next=//evil.example").url == goal
    assert client.get(f"{path}?frame=12").url == goal


def test_a_frozen_link_leads_to_the_copy(project):
    link, path = made(project, frozen=True)
    assert Client().post(path).url == f"/projects/{link.frozen_id}/watch"


def test_the_page_posts_itself_and_counts_nothing_yet(project):
    link, path = made(project)
    client = Client()
    for answer in (client.get(path), client.head(path)):
        assert answer.status_code == 200
        assert "kf_links" not in answer.cookies
    page = client.get(path).content.decode()
    assert '<form method="post">' in page
    assert "document.forms[0].submit()" in page
    assert "<link" not in page, "nothing has to be fetched before it"
    link.refresh_from_db()
    assert link.uses == 0


def test_the_preview_card_says_what_it_is(project):
    _, path = made(project)
    found = dict(CARD.findall(Client().get(path).content.decode()))
    assert found["title"] == "Fox &amp; &quot;Star&quot;"
    assert found["description"].startswith("1 shot · 0.3 s. Open it to watch")
    assert found["image"] == f"http://testserver{path}/card.jpg"


def test_the_card_shows_the_first_key(project):
    _, path = made(project)
    answer = Client().get(f"{path}/card.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin", "other sites show it"
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (1200, 630)
    assert len(set(picture.resize((40, 21)).tobytes())) > 3


def test_a_card_is_laid_together_once_until_somebody_edits(project, monkeypatch):
    laid = []
    monkeypatch.setattr(card, "_laid", lambda of: laid.append(of.pk) or b"picture")
    paths = [made(project)[1], made(project)[1]]
    shown = [Client().get(f"{path}/card.jpg").content for path in paths * 2]
    assert (set(shown), len(laid)) == ({b"picture"}, 1)
    edit(project, {"do": "set", "on": "project", "id": str(project.pk), "to": {"title": "Other"}})
    Client().get(f"{paths[0]}/card.jpg")
    assert len(laid) == 2


def test_a_card_waits_its_turn(project, monkeypatch):
    _, path = made(project)
    monkeypatch.setattr(turns, "MOST_WAITING", 0)
    answer = Client().get(f"{path}/card.jpg")
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    monkeypatch.undo()
    assert Client().get(f"{path}/card.jpg").status_code == 200


def test_the_card_shows_what_stands_before_the_background():
    project = story()
    shot = project.shots.get()
    shot.plate = pose_of(project, 30, is_plate=True)
    shot.save()
    keyed(shot, 12)
    _, path = made(project)
    assert Client().get(f"{path}/card.jpg").status_code == 200


def test_a_project_without_a_key_has_a_card_without_a_picture():
    _, path = made(story())
    page = Client().get(path).content.decode()
    assert "og:title" in page
    assert "og:image" not in page
    assert Client().get(f"{path}/card.jpg").status_code == 404


def test_a_password_is_asked_for_and_nothing_is_told(project):
    link, path = made(project, password="paper fox", name="For the crew")
    page = Client().get(path)
    text = page.content.decode()
    assert 'type="password"' in text
    for told in (
        project.title,
        "Fox",
        "crew",
        str(project.pk),
        str(link.pk),
        "og:",
        project.owner.shown_name,
    ):
        assert told not in text
    assert Client().get(f"{path}/card.jpg").status_code == 404
    assert Client().post(path).status_code == 404, "without a password it is not opened"
    assert sees(visitor(path, password="paper fox"), project)


def test_the_pages_of_two_links_with_passwords_are_one(project):
    pages = []
    for password, level in (("paper fox", "view"), ("another one", "edit")):
        _, path = made(story(0), password=password, level=level)
        text = Client().get(path).content.decode()
        pages.append(re.sub(r'nonce="[^"]+"|value="[^"]+"|content="[^"]{64}"', "", text.replace(path, "")))
    assert pages[0] == pages[1]


def test_who_has_opened_it_goes_straight_in(project):
    _, path = made(project, password="paper fox")
    watcher = visitor(path, password="paper fox")
    answer = watcher.get(path)
    assert (answer.status_code, answer.url) == (302, f"/projects/{project.pk}/watch")


def test_a_link_opens_on_top_of_those_that_are_open(project):
    other = story(0)
    _, first = made(project)
    _, second = made(other)
    watcher = visitor(first)
    assert watcher.post(second).status_code == 302
    assert sees(watcher, project)
    assert sees(watcher, other)


# -- Who comes in -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["view", "comment"])
def test_who_only_looks_is_nobody(project, level):
    _, path = made(project, level=level)
    watcher = visitor(path)
    assert "sessionid" not in watcher.cookies
    assert User.objects.count() == 1


def test_who_edits_is_a_guest(project):
    _, path = made(project, level="edit")
    client = visitor(path)
    guest = User.objects.get(is_guest=True)
    assert client.get("/api/me").json()["id"] == str(guest.pk)
    assert client.get(f"/projects/{project.pk}").status_code == 200
    assert client.get(path).status_code == 302
    client.post(path)
    assert User.objects.filter(is_guest=True).count() == 1


def test_who_has_an_account_edits_as_themselves(project):
    _, path = made(project, level="edit")
    client, account = Client(), AccountFactory()
    client.force_login(account)
    client.post(path)
    assert client.get("/api/me").json()["id"] == str(account.pk)
    assert client.get(f"/projects/{project.pk}").status_code == 200
    assert not User.objects.filter(is_guest=True).exists()


def test_a_guest_whose_session_is_over_becomes_another(project):
    _, path = made(project, level="edit")
    client = visitor(path)
    del client.cookies["sessionid"]
    assert client.get(path).status_code == 200, "the page asks once more"
    client.post(path)
    assert client.get(f"/projects/{project.pk}").status_code == 200


def test_the_owner_stays_the_owner(project):
    _, path = made(project)
    owner = owner_of(project)
    owner.post(path)
    assert owner.get(f"/api/projects/{project.pk}/links").status_code == 200


def test_the_bin_shuts_its_links(project):
    _, path = made(project)
    _, frozen = made(project, frozen=True)
    watcher, other = visitor(path), visitor(frozen)
    copy = Project.objects.get(kind=Project.Kind.FROZEN)
    bin_project(project)
    assert not sees(watcher, project)
    assert not sees(other, copy)
    for address in (path, frozen, f"{path}/card.jpg"):
        assert Client().get(address).status_code == 404


def test_who_edits_is_told_who_shares_it(project):
    User.objects.filter(pk=project.owner_id).update(name='Ana "Fox"')
    _, path = made(project, level="edit")
    client = visitor(path)

    page = client.get(f"/projects/{project.pk}").content.decode()

    assert "A project of Ana &quot;Fox&quot;" in page
    assert 'data-share="Ana &quot;Fox&quot;"' in page
    assert "Make an account to keep this" not in page
    assert 'data-share=""' in owner_of(project).get(f"/projects/{project.pk}").content.decode()


def test_in_a_team_its_owners_share_it_too(project):
    team = Team.objects.create(name="Foxes")
    project.team = team
    project.save()
    User.objects.filter(pk=project.owner_id).update(name="Ana")
    for name, role in (("Ben", "owner"), ("", "owner"), ("Chi", "editor")):
        Membership.objects.create(team=team, user=AccountFactory(name=name), role=role)
    editor = User.objects.get(name="Chi")

    assert sharers(Viewer(editor), project) == ["Ana", "Ben"]
    assert sharers(Viewer(project.owner), project) == []
