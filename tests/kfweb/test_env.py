"""
Every reader of the environment: what it takes, what it refuses, what it says.
"""

import os
from pathlib import Path

import pytest

from kfweb import env

NAME = "KF_TRIED"


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)


def given(monkeypatch, value):
    monkeypatch.setenv(NAME, value)


@pytest.mark.parametrize("value", ["", "   "])
def test_text_takes_empty_for_unset(monkeypatch, value):
    given(monkeypatch, value)

    assert env.text(NAME, "default") == "default"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("YES", True), ("On", True), ("0", False), ("false", False), ("no", False)],
)
def test_flag(monkeypatch, value, expected):
    given(monkeypatch, value)

    assert env.flag(NAME, default=not expected) is expected


def test_flag_refuses_anything_else(monkeypatch):
    given(monkeypatch, "maybe")

    with pytest.raises(env.BadSetting, match=r"KF_TRIED is 'maybe'; it must be 1 or 0\."):
        env.flag(NAME, default=False)


def test_number(monkeypatch):
    assert env.number(NAME, 7) == 7
    given(monkeypatch, "42")
    assert env.number(NAME, 7) == 42


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("ten", r"is 'ten'; it must be a whole number\."),
        ("1.5", r"whole number"),
        ("0", "between 1 and 9"),
        ("10", "between 1 and 9"),
    ],
)
def test_number_refuses(monkeypatch, value, sentence):
    given(monkeypatch, value)

    with pytest.raises(env.BadSetting, match=sentence):
        env.number(NAME, 5, least=1, most=9)


def test_words_drops_empty_ones(monkeypatch):
    given(monkeypatch, " a.example , ,b.example,")

    assert env.words(NAME) == ["a.example", "b.example"]


def test_path_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    given(monkeypatch, "deep/../here")

    assert env.path(NAME, Path("/else")) == tmp_path / "here"


def test_an_unknown_scheme_is_refused_without_showing_the_password(monkeypatch):
    given(monkeypatch, "mysql://root:hunter2@db/kf")

    with pytest.raises(env.BadSetting) as refused:
        env.address(NAME, "sqlite:///x", schemes={"sqlite", "postgres"})

    assert "'mysql'" in str(refused.value)
    assert "postgres, sqlite" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("folder", ["plain", "with space", "hash#and?question", "per%20cent", "ünïcode"])
def test_any_path_survives_its_address(folder):
    place = Path("/somewhere") / folder / "rows.sqlite3"

    assert env.database(NAME, env.locator("sqlite", place))["NAME"] == str(place)
    assert env.media(NAME, env.locator("file", place))["OPTIONS"] == {"location": str(place)}


def test_sqlite_takes_the_write_lock_at_begin():
    options = env.database(NAME, "sqlite:////rows.sqlite3")["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_postgres(monkeypatch):
    given(monkeypatch, "postgres://kf%40home:p%2Fw%3A@db.example:5433/story%20board")

    described = env.database(NAME, "")

    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["USER"], described["PASSWORD"]) == ("kf@home", "p/w:")
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("db.example", 5433, "story board")
    assert described["CONN_HEALTH_CHECKS"] is True
    assert "CONN_MAX_AGE" not in described


def test_postgres_on_a_socket(monkeypatch):
    given(monkeypatch, "postgres:///kf?host=/run/postgresql")

    assert env.database(NAME, "")["HOST"] == "/run/postgresql"


def test_a_bucket(monkeypatch):
    given(monkeypatch, "s3://pictures/kf?endpoint=https://s3.example:9000&region=north")

    described = env.media(NAME, "")

    assert described["BACKEND"] == "kfweb.bucket.BucketStorage"
    assert described["OPTIONS"] == {
        "bucket_name": "pictures",
        "location": "kf",
        "endpoint_url": "https://s3.example:9000",
        "region_name": "north",
        "querystring_expire": 60,
        "file_overwrite": True,
    }


def test_a_bucket_needs_a_name(monkeypatch):
    given(monkeypatch, "s3:///kf")

    with pytest.raises(env.BadSetting, match="names no bucket"):
        env.media(NAME, "")


def test_the_pages_may_fetch_from_the_bucket_and_from_nowhere_else(monkeypatch):
    folder = env.media(NAME, "file:///pictures")
    given(monkeypatch, "s3://pictures?endpoint=https://s3.example:9000")
    private = env.media(NAME, "")
    given(monkeypatch, "s3://pictures")
    public = env.media(NAME, "")

    assert env.media_origins(folder) == []
    assert env.media_origins(private) == ["https://s3.example:9000", "https://pictures.s3.example:9000"]
    assert env.media_origins(public) == ["https://pictures.s3.amazonaws.com"]


def test_mail(monkeypatch):
    assert env.mail(NAME, "console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")

    given(monkeypatch, "smtp://me%40example:p%40ss@mail.example")
    described = env.mail(NAME, "")
    assert (described["EMAIL_HOST"], described["EMAIL_PORT"]) == ("mail.example", 587)
    assert (described["EMAIL_HOST_USER"], described["EMAIL_HOST_PASSWORD"]) == ("me@example", "p@ss")
    assert (described["EMAIL_USE_TLS"], described["EMAIL_USE_SSL"]) == (True, False)

    given(monkeypatch, "smtps://mail.example")
    described = env.mail(NAME, "")
    assert (described["EMAIL_PORT"], described["EMAIL_USE_TLS"], described["EMAIL_USE_SSL"]) == (
        465,
        False,
        True,
    )


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    kept = tmp_path / "secret_key"

    first = env.secret(NAME, kept)

    assert env.secret(NAME, kept) == first
    assert len(first) >= 50
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [kept]


def test_a_secret_from_the_environment_touches_no_file(monkeypatch, tmp_path):
    given(monkeypatch, "theirs")

    assert env.secret(NAME, tmp_path / "secret_key") == "theirs"
    assert not (tmp_path / "secret_key").exists()


def test_the_socket_of_a_deep_data_directory_moves():
    near, deep = Path("/data"), Path("/data") / ("d" * 90)

    assert env.socket_path(near) == near / "run" / "valkey.sock"
    assert len(os.fsencode(env.socket_path(deep))) <= 100
    assert env.socket_path(deep) == env.socket_path(deep)
    assert env.socket_path(deep) != env.socket_path(deep / "other")
