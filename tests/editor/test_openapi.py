import difflib
import json
import os
from pathlib import Path

from kfweb.api import api

OPEN = {"/api/classes/join", "/api/classes/back"}
"""
Where it need not be known who asks, as long as one of our own pages does.
"""
KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_api_is_as_it_is_written_down():
    """
    A change of the API is seen in the change of a file: REFRESH_OPENAPI=1 writes it anew.
    """
    present = json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, default=str) + "\n"
    if os.environ.get("REFRESH_OPENAPI"):
        KEPT.write_text(present)
    written = KEPT.read_text() if KEPT.exists() else ""
    change = "\n".join(
        difflib.unified_diff(written.splitlines(), present.splitlines(), "docs", "code", lineterm="")
    )
    assert not change, (
        f"The API changed. If it was meant to: REFRESH_OPENAPI=1 pytest {Path(__file__).name}\n{change}"
    )


def test_every_operation_says_what_it_refuses():
    for path, verbs in api.get_openapi_schema()["paths"].items():
        for verb, operation in verbs.items():
            nobody = "403" if path in OPEN else "401"
            assert {nobody, int(nobody)} & set(operation["responses"]), f"{verb} {path}"
            assert operation["summary"]
