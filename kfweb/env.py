"""
Reading the environment: each variable once, each with a default that works on a bare machine.
"""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


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
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in schemes:
        raise BadSetting(f"{name} starts with {parts.scheme!r}; known are {', '.join(sorted(schemes))}.")
    return parts


def secret(name: str, kept_in: Path) -> str:
    """
    A secret from the environment, else one generated once into a file that only its owner reads.
    """
    if value := text(name, ""):
        return value
    try:
        handle = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept_in.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(value := secrets.token_urlsafe(50))
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """
    Django's description of a database, from one address.
    """
    parts = address(name, default, schemes={"sqlite", "postgres", "postgresql"})
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "/" + unquote(parts.path).lstrip("/"),
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
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def media(name: str, default: str) -> dict[str, Any]:
    """
    Django's description of where pictures are kept: a folder, or a bucket at any S3.
    """
    parts = address(name, default, schemes={"file", "s3"})
    if parts.scheme == "file":
        return {"BACKEND": "kfweb.storage.FolderStorage", "OPTIONS": {"location": "/" + unquote(parts.path).lstrip("/")}}
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.lstrip("/"),
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "querystring_expire": 60,
        "file_overwrite": True,
        "default_acl": None,
    }
    return {"BACKEND": "kfweb.storage.BucketStorage", "OPTIONS": {k: v for k, v in options.items() if v is not None}}


def socket_path(data_dir: Path) -> Path:
    """
    Where the studio's Valkey listens.

    A Unix socket's path holds about 100 bytes: below a deep data directory it moves to the
    temporary folder, under a name that only this directory gives.
    """
    path = data_dir / "run" / "valkey.sock"
    if len(os.fsencode(path)) <= 100:  # noqa: PLR2004
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kfweb-{os.getuid()}-{name}" / "valkey.sock"
