"""
What the studio refuses to start with.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


def unsafe() -> list[CheckMessage]:
    """
    The mistakes that would lay a studio open to others.
    """
    found: list[CheckMessage] = []
    reachable = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if settings.DEBUG and (reachable or settings.HOST not in LOOPBACK):
        found.append(
            Error(
                "KF_DEBUG is on while others can reach this studio; its error pages show settings and code.",
                hint="Unset KF_DEBUG, or leave KF_HOST and KF_ALLOWED_HOSTS at their defaults.",
                id="kfweb.E001",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "KF_ALLOWED_HOSTS is *; a foreign page could pass as ours.",
                hint="Name the hosts that people type, separated by commas.",
                id="kfweb.E002",
            )
        )
    if len(settings.SECRET_KEY) < 32:
        found.append(
            Error(
                "KF_SECRET_KEY is shorter than 32 characters; sessions signed with it could be forged.",
                hint="Unset it and one is generated into the data directory, or make a long random one.",
                id="kfweb.E003",
            )
        )
    return found


def refuse_unsafe() -> None:
    """
    Stop here, with the reason, when the settings are unsafe.
    """
    if found := unsafe():
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in found))


@register(Tags.security)
def check_safety(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """
    Every command refuses unsafe settings.
    """
    return unsafe()


@register(Tags.security, deploy=True)
def check_deployment(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """
    What is fine on one's own machine and not for a studio that others reach.
    """
    found: list[CheckMessage] = []
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        found.append(
            Warning(
                "Mail is printed to the terminal, so nobody can reset a password.",
                hint="Set KF_MAIL_URL=smtp://user:password@host:587?tls=1.",
                id="kfweb.W001",
            )
        )
    if not settings.OWN_BROKER and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Warning(
                "The broker is shared and the database is a file: workers on other machines cannot see it.",
                hint="Set KF_DATABASE_URL=postgres://user:password@host/database.",
                id="kfweb.W002",
            )
        )
    return found
