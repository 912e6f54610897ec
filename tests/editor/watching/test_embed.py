"""
The player in the pages of others.
"""

import re

import pytest
from django.core import signing
from django.test import Client

from editor.models import ShareLink
from editor.projects.actions import bin_project
from tests.editor.sharing.links import change, made, owner_of, renewed, revoke
from tests.factories import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return story(0, 3, method="crossfade")


def embedded(path, client=None, **query):
    return (client or Client()).get(path.replace("/s/", "/e/"), query)


def source_of(answer):
    return re.search(r'data-source="([^"]+)"', answer.content.decode())[1]


def pictures_of(answer):
    return [run["picture"] for run in Client().get(source_of(answer)).json()["runs"]]


def test_it_opens_in_any_page_and_says_nothing_of_where_it_stands(project):
    _link, path = made(project)

    answer = embedded(path)

    assert answer.status_code == 200
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *;" in answer["Content-Security-Policy"] + ";"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    html = answer.content.decode()
    assert f'href="{path}" target="_blank" rel="noopener"' in html
    assert html.count('class="is-key"') == 2
    assert "style=" not in html
    for address in pictures_of(answer):
        picture = Client().get(address)
        assert picture.status_code == 200
        assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "private" in picture["Cache-Control"]


def test_other_pages_still_stand_in_none(project):
    answer = owner_of(project).get(f"/projects/{project.pk}/watch")

    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_it_reads_no_cookie_and_sets_none(project):
    _link, path = made(project)
    client = owner_of(project)
    client.cookies["django_language"] = "ko"
    held = dict(client.cookies)

    answer = embedded(path, client)
    picture = client.get(pictures_of(answer)[0])

    for one in (answer, picture):
        assert not one.cookies
    assert '<html lang="en"' in answer.content.decode()
    assert dict(client.cookies) == held
    # Nor is anybody let in by who they are.
    shut_link, shut_path = made(project, level="comment")
    assert embedded(shut_path, client).status_code == 404
    assert shut_link.level == "comment"


def test_it_is_in_the_language_of_the_browser(project):
    _link, path = made(project)

    assert '<html lang="ko"' in embedded(path, Client(headers={"accept-language": "ko"})).content.decode()


def wrong(project, how):
    """
    The path of a link that shows nothing in other pages.
    """
    if how == "unknown":
        return "/s/" + "x" * 43
    wish = {
        "password": {"password": "long enough"},
        "comment": {"level": "comment"},
        "edit": {"level": "edit"},
    }
    link, path = made(project, **wish.get(how, {}))
    if how == "revoked":
        revoke(project, link)
    elif how == "expired":
        ShareLink.objects.filter(pk=link.pk).update(expires_at=link.made_at)
    elif how == "renewed":
        renewed(project, link)
    elif how == "binned":
        bin_project(project)
    return path


@pytest.mark.parametrize(
    "how", ["unknown", "revoked", "expired", "renewed", "password", "comment", "edit", "binned"]
)
def test_every_link_that_shows_nothing_here_is_answered_alike(how, project):
    known, unknown = embedded(wrong(project, how)), embedded("/s/" + "y" * 43)

    assert known.status_code == 404
    plain = [re.sub(r'nonce="[^"]*"', "", one.content.decode()) for one in (known, unknown)]
    assert plain[0] == plain[1]
    for one in (known, unknown):
        assert "X-Frame-Options" not in one
        assert "frame-ancestors *" in one["Content-Security-Policy"]
        assert one["Cache-Control"] == "no-store"


@pytest.mark.parametrize("deed", ["revoke", "renew", "password", "level", "expire", "bin"])
def test_pictures_are_gone_with_the_link_at_once(deed, project):
    link, path = made(project)
    answer = embedded(path)
    source, (picture, *_) = source_of(answer), pictures_of(answer)
    assert Client().get(picture).status_code == 200

    if deed == "revoke":
        revoke(project, link)
    elif deed == "renew":
        renewed(project, link)
    elif deed == "password":
        change(project, link, password="long enough")
    elif deed == "level":
        change(project, link, level="comment")
    elif deed == "expire":
        ShareLink.objects.filter(pk=link.pk).update(expires_at=link.made_at)
    else:
        bin_project(project)

    assert Client().get(picture).status_code == 404
    assert Client().get(source).status_code == 404


def test_an_address_that_is_changed_by_hand_opens_nothing(project):
    link, path = made(project)
    picture = pictures_of(embedded(path))[0]
    ticket = picture.split("/")[3]
    other = story(5, 7)
    theirs = pictures_of(embedded(made(other)[1]))[0].rpartition("/")[2]
    forged = signing.dumps([str(link.pk), link.generation], salt="another")

    assert Client().get(picture.replace(ticket, ticket[:-1] + "x")).status_code == 404
    assert Client().get(picture.replace(ticket, forged)).status_code == 404
    # Another project's picture is not to be had through this link.
    assert Client().get(picture.rpartition("/")[0] + "/" + theirs).status_code == 404


def test_a_frozen_link_shows_how_it_was(project):
    _link, path = made(project, frozen=True)
    before = pictures_of(embedded(path))
    project.shots.update(ground="#123456")
    type(project).objects.filter(pk=project.pk).update(revision=99)

    assert pictures_of(embedded(path)) != []
    assert [one.rpartition("/")[2] for one in pictures_of(embedded(path))] == [
        one.rpartition("/")[2] for one in before
    ]


def test_it_begins_with_the_frame_of_its_address(project):
    _link, path = made(project)
    answer = embedded(path, frame=4)

    assert 'aria-valuenow="4"' in answer.content.decode()
    assert f'<img src="{pictures_of(answer)[-1]}"' in answer.content.decode()


def test_that_it_was_looked_at_is_noted(project):
    link, path = made(project)
    embedded(path)

    link.refresh_from_db()
    assert (link.uses, link.used_at is not None) == (1, True)


def test_other_verbs_do_nothing(project):
    _link, path = made(project)
    for address in (path.replace("/s/", "/e/"), source_of(embedded(path)), pictures_of(embedded(path))[0]):
        for verb in ("post", "put", "patch", "delete"):
            assert getattr(Client(), verb)(address).status_code == 405
