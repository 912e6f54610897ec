"""
People with accounts, and what they are to a team.
"""

from django.test import Client

from editor.access import Role, Viewer, grant_of
from editor.models import Membership, Project, Team, User
from tests.factories import AccountFactory


class Person:
    """
    Somebody with an account and a browser.
    """

    def __init__(self, name: str = "") -> None:
        self.user: User = AccountFactory(name=name)
        self.client = Client()
        self.client.force_login(self.user)

    def send(self, verb: str, path: str, body: object = None):
        return getattr(self.client, verb)(f"/api{path}", body, content_type="application/json")

    def role_in(self, project: Project) -> Role:
        return grant_of(Viewer(self.user), Project.objects.get(pk=project.pk)).role


def join(team: Team, person: Person, role: str = "editor") -> Membership:
    return Membership.objects.create(team=team, user=person.user, role=role)


def of(team: Team, person: Person) -> str:
    return team.memberships.get(user=person.user).role
