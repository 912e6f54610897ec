"""
Talking about a project through the API.
"""

import uuid

from django.test import Client

from editor.access import Key
from editor.models import Project, ShareLink, User
from editor.sharing import keys


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_link(project: Project, level: str) -> Client:
    """
    A browser that has opened a link.
    """
    link = ShareLink.objects.create(
        project=project, level=level, token_hash=str(ShareLink.objects.count()), hint="abcd"
    )
    client = Client()

    class Jar:
        def set_cookie(self, name: str, value: str, **_more: object) -> None:
            client.cookies[name] = value

    keys.give(Jar(), Key(link.pk, link.generation), [])
    return client


def say(client: Client, project: Project, text: str = "The arm grows here.", **more: object):
    where = {} if "thread" in more else {"shot": str(project.shots.first().pk), "start": 3}
    body = {"id": str(uuid.uuid4()), "text": text, **where, **more}
    return client.post(f"/api/projects/{project.pk}/comments", body, content_type="application/json")


def change(client: Client, project: Project, key: str, verb: str, body: object = None, tail: str = ""):
    path = f"/api/projects/{project.pk}/comments/{key}{tail}"
    return getattr(client, verb)(path, body, content_type="application/json")


def threads(client: Client, project: Project):
    return client.get(f"/api/projects/{project.pk}/comments").json()
