import pytest

from tests.factories import AccountFactory, GuestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [AccountFactory, GuestFactory])
def test_who_was_shown_around_stays_so_wherever_they_come_in(client, factory):
    me = factory()
    other = factory()
    client.force_login(me)
    assert client.get("/api/me").json()["toured"] is False
    for _twice in range(2):
        answer = client.post("/api/me/toured", {}, content_type="application/json")
        assert (answer.status_code, answer.content) == (204, b"")
    client.logout()
    client.force_login(me)
    assert client.get("/api/me").json()["toured"] is True
    client.force_login(other)
    assert client.get("/api/me").json()["toured"] is False
