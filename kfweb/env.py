"""
Reading the environment: each variable once, each with a default that works on a bare machine.
"""

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit


class BadSetting(ValueError):
    """
    An environment variable holds something that cannot be meant; the message says what would do.
    """


def text(name: str, default: str) -> str:
    """
    The variable's text, or the default when it is unset or empty.
    """
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """
    Yes or no: 1, true, yes, on against 0, false, no, off, in any case.
    """
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} is {value!r}; it must be 1 or 0.")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """
    A whole number within its limits.
    """
    value = text(name, str(default))
    try:
        result = int(value)
    except ValueError:
        raise BadSetting(f"{name} is {value!r}; it must be a whole number.") from None
    if not least <= result <= most:
        raise BadSetting(f"{name} is {result}; it must lie between {least} and {most}.")
    return result


def words(name: str, default: str = "") -> list[str]:
    """
    A list, separated by commas.
    """
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """
    A folder or file, made absolute.
    """
    return Path(text(name, str(default))).expanduser().resolve()


def address(name: str, default: str, *, schemes: set[str]) -> SplitResult:
    """
    An address such as postgres://user:password@host/name, taken apart; only known schemes pass.
    """
    parts = urlsplit(text(name, default))
    if parts.scheme not in schemes:
        # The address itself may hold a password: only its scheme is quoted.
        raise BadSetting(f"{name} starts with {parts.scheme!r}; known are {', '.join(sorted(schemes))}.")
    return parts


def locator(scheme: str, place: Path, query: str = "") -> str:
    """
    The address of a file or folder of this machine; any character may stand in its path.
    """
    return f"{scheme}://{quote(str(place))}{'?' if query else ''}{query}"


def secret(name: str, kept_in: Path) -> str:
    """
    A secret from the environment, else one generated once into a file that only its owner reads.
    """
    if value := text(name, ""):
        return value
    if not kept_in.exists():
        # Written aside and linked into place: of two processes that start together one wins, and
        # the other never reads half a key.
        aside = kept_in.with_name(f"{kept_in.name}.{os.getpid()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(aside, kept_in)
        aside.unlink()
    return kept_in.read_text().strip()


def database(name: str, default: str) -> dict[str, Any]:
    """
    Django's description of a database, from one address.
    """
    parts = address(name, default, schemes={"sqlite", "postgres", "postgresql"})
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "/" + unquote(parts.path).lstrip("/"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Take the write lock at BEGIN: a deferred transaction that reads and then writes
                # fails at once when another wrote in between, and no timeout can cure that.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
                " PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": parts.port or "",
        "CONN_HEALTH_CHECKS": True,
        # Under ASGI every request may run in another thread, so Django's persistent connections
        # would never be found again; a pool of the process lends them instead.
        "OPTIONS": {"pool": {"min_size": 0, "max_size": 16, "timeout": 5}},
    }


def media(name: str, default: str) -> dict[str, Any]:
    """
    Django's description of where pictures are kept: a folder, or a bucket at any S3.
    """
    parts = address(name, default, schemes={"file", "s3"})
    if parts.scheme == "file":
        location = "/" + unquote(parts.path).lstrip("/")
        return {"BACKEND": "kfweb.storage.FolderStorage", "OPTIONS": {"location": location}}
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if not parts.netloc:
        raise BadSetting(f"{name} names no bucket; it must read s3://bucket?endpoint=…")
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.lstrip("/"),
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "querystring_expire": 60,
        "file_overwrite": True,
        "default_acl": None,
    }
    return {
        "BACKEND": "kfweb.bucket.BucketStorage",
        "OPTIONS": {key: value for key, value in options.items() if value is not None},
    }


def media_origins(storage: dict[str, Any]) -> list[str]:
    """
    The origins, other than our own, that pages fetch pictures from.
    """
    options = storage["OPTIONS"]
    if "bucket_name" not in options:
        return []
    if "endpoint_url" in options:
        parts = urlsplit(options["endpoint_url"])
        return [
            f"{parts.scheme}://{parts.netloc}",
            f"{parts.scheme}://{options['bucket_name']}.{parts.netloc}",
        ]
    return [f"https://{options['bucket_name']}.s3.amazonaws.com"]


def mail(name: str, default: str) -> dict[str, Any]:
    """
    Django's mail settings, from one address: console: or smtp://user:password@host:587?tls=1.
    """
    parts = address(name, default, schemes={"console", "smtp", "smtps"})
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    starttls = parse_qs(parts.query).get("tls", ["1"])[-1] == "1"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and starttls,
        "EMAIL_TIMEOUT": 10,
    }


def socket_path(data_dir: Path) -> Path:
    """
    Where the studio's Valkey listens.

    A Unix socket's path holds about 100 bytes: below a deep data directory it moves to the
    temporary folder, under a name that only this directory gives.
    """
    path = data_dir / "run" / "valkey.sock"
    if len(os.fsencode(path)) <= 100:
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kfweb-{os.getuid()}-{name}" / "valkey.sock"
