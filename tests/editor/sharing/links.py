"""
Links as their makers and visitors use them: through the public door.
"""

from urllib.parse import urlsplit

from django.test import Client

from editor.models import Project, ShareLink


def owner_of(project: Project) -> Client:
    """
    The owner's browser.
    """
    client = Client()
    client.force_login(project.owner)
    return client


def made(project: Project, **wish: object) -> tuple[ShareLink, str]:
    """
    A link that the owner has just made, and its address's path.
    """
    answer = owner_of(project).post(
        f"/api/projects/{project.pk}/links", wish, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    told = answer.json()
    return ShareLink.objects.get(pk=told["id"]), urlsplit(told["url"]).path


def visitor(path: str, **said: str) -> Client:
    """
    Somebody's browser that has opened a link.
    """
    client = Client()
    answer = client.post(path, said)
    assert answer.status_code == 302, answer.content
    return client


def change(project: Project, link: ShareLink, **wish: object) -> object:
    """
    What the owner is answered who says something else of a link.
    """
    return owner_of(project).patch(
        f"/api/projects/{project.pk}/links/{link.pk}", wish, content_type="application/json"
    )


def renewed(project: Project, link: ShareLink) -> str:
    """
    The path of a link's new address.
    """
    answer = owner_of(project).post(f"/api/projects/{project.pk}/links/{link.pk}/renew")
    assert answer.status_code == 200, answer.content
    return urlsplit(answer.json()["url"]).path


def revoke(project: Project, link: ShareLink) -> None:
    """
    Have the owner revoke a link.
    """
    assert owner_of(project).delete(f"/api/projects/{project.pk}/links/{link.pk}").status_code == 204


def sees(client: Client, project: Project) -> bool:
    """
    Whether a browser gets a project from the API.
    """
    status = client.get(f"/api/projects/{project.pk}").status_code
    assert status in (200, 401, 404)
    return status == 200
