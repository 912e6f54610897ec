"""
A team of one, and somebody who is not in it.
"""

import pytest

from editor.models import Team
from tests.editor.teams.people import Person


@pytest.fixture
def ana():
    return Person("Ana")


@pytest.fixture
def bo():
    return Person("Bo")


@pytest.fixture
def team(ana):
    made = ana.send("post", "/teams", {"name": "  Winter   walk "})
    assert made.status_code == 201
    return Team.objects.get(pk=made.json()["id"])
