"""
esbuild, the program that makes one file of many modules. npm brings it; it needs no Node to run.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

_ALWAYS = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--charset=utf8", "--log-level=warning")


class NotBundled(Exception):
    """
    The modules could not be bundled; its text is a sentence for whoever started this.
    """


def esbuild(*arguments: str, source: str = "") -> Mapping[str, Any]:
    """
    Bundle from the project's root, minified, and give esbuild's account of what went into each file.

    `source` is a module given on the spot.  Raises `NotBundled`.
    """
    root = Path(settings.BASE_DIR)
    program = next((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"), None)
    if program is None:
        raise NotBundled("The npm packages are not installed; run `make setup` first.")
    with tempfile.NamedTemporaryFile(suffix=".json") as account:
        done = subprocess.run(  # noqa: S603
            [program, *_ALWAYS, f"--metafile={account.name}", *arguments],
            cwd=root,
            input=source,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise NotBundled(f"The modules could not be bundled: {done.stderr.strip()}")
        found: dict[str, Any] = json.loads(Path(account.name).read_text())
    return found
