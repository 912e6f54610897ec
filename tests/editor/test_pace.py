from uuid import uuid4

import pytest

from editor.models import Batch
from editor.pace import Pace
from editor.timeline import actions
from tests.editor.timeline.test_actions import keys_of, moved
from tests.factories import AccountFactory, story


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_so_many_in_so_long_for_each():
    clock = Clock()
    pace = Pace(2, 10, now=clock)
    assert [pace.wait("ana") for _ in range(3)] == [0, 0, 10]
    clock.now = 4
    assert (pace.wait("ana"), pace.wait("ben")) == (6, 0)
    clock.now = 10
    assert [pace.wait("ana") for _ in range(3)] == [0, 0, 10]


def test_who_has_rested_is_forgotten(monkeypatch):
    clock = Clock()
    pace = Pace(2, 10, now=clock)
    for number in range(2000):
        clock.now = number
        assert pace.wait(number) == 0
    assert len(pace._done) <= 1002


@pytest.mark.django_db
def test_who_edits_faster_than_hands_do_is_told_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr(actions, "PACE", Pace(2, 10))
    project = story(0, 6)
    client.force_login(project.owner)

    def edit():
        body = {"id": str(uuid4()), "operations": [moved(keys_of(project)[1], 7)]}
        return client.post(f"/api/projects/{project.pk}/ops", body, content_type="application/json")

    assert [edit().status_code for _ in range(2)] == [200, 200]
    refused = edit()
    assert (refused.status_code, refused.json()["code"]) == (429, "too_fast")
    assert 1 <= int(refused["Retry-After"]) <= 10
    assert "seconds" in refused.json()["sentence"]
    assert Batch.objects.count() == 2
    client.force_login(AccountFactory())
    assert edit().status_code == 404
