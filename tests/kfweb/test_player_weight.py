"""
How much script and style the player and the embed begin with.
"""

import gzip
import json
from pathlib import Path

import pytest
from django.test import Client

from kfweb import bundles, modules
from tests.machines import ROOT

PLAYER = 60_000
EMBED = 20_000
"""
Bytes, compressed, of all that is there when the first picture is.
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundles.settings, "BUNDLE_DIR", folder)
        bundles.bundle()
    return folder


def weight(*texts: bytes) -> int:
    return sum(len(gzip.compress(text, 9)) for text in texts)


def scripts(bundle: Path, entry: str) -> list[bytes]:
    names = [entry, *json.loads((bundle / modules.INITIAL).read_text())[entry]]
    return [(bundle / name).read_bytes() for name in names]


def styles(*names: str) -> list[bytes]:
    return [(ROOT / "static" / "css" / f"{name}.css").read_bytes() for name in names]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_player_begins_light_with_its_words(bundle, language):
    words = Client(headers={"accept-language": language}).get("/jsi18n/watch").content
    style = styles("tokens", "base", "components", "watch", "comments")

    size = weight(*scripts(bundle, "watch/page.js"), *style, words)

    assert size <= PLAYER, f"The player begins with {size} bytes of script and style."


def test_the_embed_begins_lighter_still(bundle):
    size = weight(*scripts(bundle, "embed/page.js"), *styles("tokens", "embed"))

    assert size <= EMBED, f"The embed begins with {size} bytes of script and style."


def test_neither_brings_what_only_the_editor_needs(bundle):
    for entry in ("watch/page.js", "embed/page.js"):
        assert b"LitElement" not in b"".join(scripts(bundle, entry))
