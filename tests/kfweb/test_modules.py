"""
The import map: every module of ours and every vendored one, under an address that exists.
"""

import json
import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

from kfweb import modules
from tests.machines import ROOT

SPECIFIER = re.compile(r"""(?:^|[\s;}])(?:import|from)\s*\(?\s*["']([^"'.][^"']*)["']""", re.MULTILINE)

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)  # types are imported in comments


@pytest.fixture(autouse=True)
def _fresh():
    modules._kept.cache_clear()
    yield
    modules._kept.cache_clear()


def test_every_import_of_every_module_is_in_the_map():
    known = modules.import_map()
    wanted = {
        (str(file.relative_to(ROOT)), name)
        for file in (ROOT / "static" / "js").rglob("*.js")
        for name in SPECIFIER.findall(COMMENT.sub("", file.read_text()))
    }

    assert wanted, "no module imports anything: the pattern is broken"
    assert {(file, name) for file, name in wanted if name not in known} == set()


def test_every_module_is_in_the_map():
    files = {
        file.relative_to(ROOT / "static" / "js").as_posix() for file in (ROOT / "static" / "js").rglob("*.js")
    }

    assert {name.removeprefix("#kf/") for name in modules.import_map() if name.startswith("#kf/")} == files


def test_every_vendored_name_is_bundled():
    bundled = {address.rpartition("/")[2] for name, address in modules.import_map().items() if name[0] != "#"}

    assert bundled == {"lit.js", "signals.js"}
    for name in bundled:
        assert (ROOT / "static" / "vendor" / name).exists()


def test_the_tag_carries_the_nonce_and_nothing_that_ends_a_script(monkeypatch):
    monkeypatch.setattr("kfweb.templatetags.kf.addresses", lambda: {"</script>": "/x"})
    request = RequestFactory().get("/")
    request.csp_nonce = "the-nonce"

    tag = engines["django"].from_string("{% load kf %}{% import_map %}").render({}, request)

    assert tag.startswith('<script type="importmap" nonce="the-nonce">')
    body = tag.partition(">")[2].rpartition("</script>")[0]
    assert "<" not in body
    assert json.loads(body) == {"imports": {"</script>": "/x"}}


def test_in_development_a_new_module_is_seen_at_once(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "js").mkdir()
    settings.DEBUG = True
    assert not any(name.startswith("#kf/") for name in modules.import_map())

    (tmp_path / "js" / "new.js").write_text("")

    assert "#kf/new.js" in modules.import_map()


def test_vendored_packages_say_who_made_them():
    listed = json.loads((ROOT / "static" / "vendor" / "vendor.json").read_text())

    assert {"lit", "lit-html", "@preact/signals-core"} <= {package["name"] for package in listed}
    assert all(package["version"] and package["license"] for package in listed)
    assert "@license" in Path(ROOT / "static" / "vendor" / "lit.js").read_text()
