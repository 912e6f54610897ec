"""
The settings that addresses lead to, read as every process reads them: from the environment, at start.
"""

import json
import logging
import subprocess
import sys

import pytest

from kfweb.checks import check_deployment, unsafe
from tests.machines import ROOT, environment_for

SHOWN = (
    "DEBUG", "ALLOWED_HOSTS", "DATA_DIR", "DATABASES", "CACHES", "STORAGES", "EMAIL_BACKEND",
    "CELERY_BROKER_URL", "CELERY_BROKER_TRANSPORT_OPTIONS", "CHANNELS_URL", "OWN_BROKER", "OWN_VALKEY",
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "CONTENT_SECURITY_POLICY",
)  # fmt: skip
READ = f"""
import json
from kfweb import settings
print(json.dumps({{name: getattr(settings, name) for name in {SHOWN!r}}}, default=str))
"""


def read(data_dir, **environment):
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env=environment_for(data_dir, **environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_defaults_need_nothing_installed(tmp_path):
    settings = read(tmp_path / "data")

    socket = tmp_path / "data" / "run" / "valkey.sock"
    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "data" / "kfweb.sqlite3")
    assert settings["CELERY_BROKER_URL"] == f"redis+socket://{socket}?virtual_host=0"
    assert settings["CHANNELS_URL"] == f"unix://{socket}?db=1"
    assert settings["OWN_VALKEY"] is settings["OWN_BROKER"] is True
    assert settings["STORAGES"]["default"]["OPTIONS"]["location"] == str(tmp_path / "data" / "media")
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_cluster_is_addresses_alone(tmp_path):
    settings = read(
        tmp_path,
        KF_DATABASE_URL="postgres://kf:pw@db/kf",
        KF_BROKER_URL="amqp://kf:pw@rabbit//",
        KF_CHANNELS_URL="redis://valkey/1",
        KF_MEDIA_URL="s3://pictures?endpoint=https://s3.example",
        KF_MAIL_URL="smtp://mail.example",
        KF_ALLOWED_HOSTS="kfweb.example",
        KF_HTTPS="1",
    )

    assert settings["DATABASES"]["default"]["HOST"] == "db"
    assert settings["CELERY_BROKER_TRANSPORT_OPTIONS"] == {}
    assert settings["CACHES"]["default"]["LOCATION"] == "redis://valkey/1"
    assert settings["OWN_VALKEY"] is settings["OWN_BROKER"] is False
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert "https://s3.example" in settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"]


def test_the_studio_keeps_its_valkey_while_one_of_two_addresses_is_its_own(tmp_path):
    settings = read(tmp_path, KF_BROKER_URL="amqp://rabbit//")

    assert settings["OWN_BROKER"] is False
    assert settings["OWN_VALKEY"] is True


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"KF_DATABASE_URL": "mysql://db/kf"}, "KF_DATABASE_URL starts with 'mysql'"),
        ({"KF_PORT": "eighty"}, "KF_PORT is 'eighty'"),
        ({"KF_DEBUG": "1", "KF_HOST": "0.0.0.0"}, "KF_DEBUG is on while others can reach"),
    ],
)
@pytest.mark.parametrize(
    "command", [["manage.py", "studio"], ["-c", "import kfweb.asgi"]], ids=["studio", "asgi"]
)
def test_senseless_or_unsafe_settings_start_nothing(tmp_path, command, environment, sentence):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment_for(tmp_path, **environment),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("changed", "id"),
    [
        ({}, None),
        ({"DEBUG": True}, None),
        ({"DEBUG": True, "ALLOWED_HOSTS": ["localhost", "kfweb.example"]}, "kfweb.E001"),
        ({"DEBUG": True, "HOST": "192.0.2.7"}, "kfweb.E001"),
        ({"ALLOWED_HOSTS": ["*"]}, "kfweb.E002"),
        ({"SECRET_KEY": "short"}, "kfweb.E003"),
    ],
)
def test_what_is_unsafe(settings, changed, id):
    settings.DEBUG, settings.HOST, settings.ALLOWED_HOSTS = False, "127.0.0.1", ["localhost"]
    for name, value in changed.items():
        setattr(settings, name, value)

    assert [error.id for error in unsafe()] == ([id] if id else [])


@pytest.mark.parametrize(
    ("changed", "ids"),
    [
        ({"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}, []),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, ["kfweb.W001"]),
        ({"OWN_BROKER": False}, ["kfweb.W002"]),
    ],
)
def test_what_a_deployment_is_warned_of(settings, monkeypatch, changed, ids):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    for name, value in changed.items():
        setattr(settings, name, value)

    assert [warning.id for warning in check_deployment(None)] == ids


def test_a_production_studio_passes_every_check(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment_for(
            tmp_path, KF_HTTPS="1", KF_ALLOWED_HOSTS="kfweb.example", KF_MAIL_URL="smtp://mail.example"
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_what_visitors_do_wrong_is_answered_and_not_logged(client, caplog):
    logger = logging.getLogger("django")  # which passes nothing on to the root
    logger.addHandler(caplog.handler)
    try:
        assert client.get("/nothing-here").status_code == 404
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        assert client.post("/projects").status_code == 405
    finally:
        logger.removeHandler(caplog.handler)
    assert not caplog.records
