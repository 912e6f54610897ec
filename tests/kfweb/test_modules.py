"""
The import map: every module of ours and every vendored one, under an address that exists.
"""

import collections
import gzip
import json
import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

from kfweb import bundles, modules
from kfweb.esbuild import NotBundled, esbuild
from tests.machines import ROOT

SPECIFIER = re.compile(r"""(?:^|[\s;}])(?:import|from)\s*\(?\s*["']([^"'.][^"']*)["']""", re.MULTILINE)

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)  # types are imported in comments


@pytest.fixture(autouse=True)
def _fresh():
    modules._bundled.cache_clear()
    modules._initial.cache_clear()
    yield
    modules._bundled.cache_clear()
    modules._initial.cache_clear()


def test_every_import_of_every_module_is_in_the_map():
    known = modules.as_written()
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

    assert {name.removeprefix("#kf/") for name in modules.as_written() if name.startswith("#kf/")} == files


def test_every_vendored_name_is_bundled():
    bundled = {address.rpartition("/")[2] for name, address in modules.as_written().items() if name[0] != "#"}

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


def test_every_module_that_a_template_imports_is_an_entry():
    wanted = {
        name
        for file in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'import "#kf/([^"]+)"', file.read_text())
    }

    assert wanted == set(modules.ENTRIES)


def test_bundles_are_made_when_the_static_files_are_listed(settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "bundle"
    finder = bundles.BundleFinder()

    listed = {path for path, _ in finder.list(None)}

    assert {*modules.ENTRIES, *modules.SHEETS} <= listed
    assert not {bundles.STAMP, modules.INITIAL} & listed
    assert any(path.startswith("chunks/") for path in listed)
    assert not any("#kf/" in (settings.BUNDLE_DIR / path).read_text() for path in listed)
    made = (settings.BUNDLE_DIR / bundles.STAMP).stat().st_mtime_ns
    assert {path for path, _ in finder.list(None)} == listed
    assert (settings.BUNDLE_DIR / bundles.STAMP).stat().st_mtime_ns == made, "nothing had changed"


def test_a_sheet_of_sheets_is_one_file(settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "bundle"
    bundles.bundle()

    for path in modules.SHEETS:
        bundled = (settings.BUNDLE_DIR / path).read_text()
        assert "@import" not in bundled
        parts = re.findall(r'@import "([^"]+)"', (ROOT / "static" / path).read_text())
        assert len(parts) > 1
        assert all(((ROOT / "static" / path).parent / part).exists() for part in parts)


def test_a_page_is_told_what_an_entry_begins_with(settings, tmp_path):
    settings.DEBUG, settings.BUNDLE_DIR = False, tmp_path / "bundle"
    bundles.bundle()

    entry, *chunks = modules.preloads("pages/editor.js")

    assert entry == "/static/bundle/pages/editor.js"
    assert chunks
    for chunk in chunks:
        assert (settings.BUNDLE_DIR / chunk.removeprefix("/static/bundle/")).exists()
    settings.DEBUG = True
    assert modules.preloads("pages/editor.js") == []


BUDGET = 114_000
"""
Bytes of script, compressed by gzip, that the editor's page may begin with. With its words it has 120 KB.
"""


def test_the_editor_begins_with_few_chunks_within_its_budget(settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "bundle"
    bundles.bundle()
    chunks = json.loads((settings.BUNDLE_DIR / modules.INITIAL).read_text())["pages/editor.js"]
    files = [settings.BUNDLE_DIR / name for name in ("pages/editor.js", *chunks)]

    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)

    assert len(files) <= 8, "Something is imported on first use past #kf/later/parts.js: " + ", ".join(chunks)
    assert size <= BUDGET, (
        f"The editor's page begins with {size} bytes of script. Load on first use, by #kf/later/parts.js, "
        f"what is not needed to see and play a project. The largest modules: {_largest(files, tmp_path)}"
    )


def _largest(files: list[Path], folder: Path) -> str:
    """
    The modules that weigh most in bundled files.
    """
    account = esbuild(
        "--splitting",
        f"--outdir={folder / 'again'}",
        f"--outbase={ROOT / 'static' / 'js'}",
        "--chunk-names=chunks/[name]-[hash]",
        *(str(ROOT / "static" / "js" / path) for path in modules.ENTRIES),
    )
    names = {file.name for file in files}
    weights = collections.Counter(
        {
            path: found["bytesInOutput"]
            for output, one in account["outputs"].items()
            if Path(output).name in names
            for path, found in one["inputs"].items()
        }
    )
    return ", ".join(f"{path} {weight}" for path, weight in weights.most_common(25))


def test_modules_that_cannot_be_bundled_are_said_in_a_sentence(settings, tmp_path):
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "package-lock.json").write_text("{}")
    settings.BASE_DIR, settings.BUNDLE_DIR = tmp_path, tmp_path / "bundle"

    with pytest.raises(NotBundled, match="make setup"):
        list(bundles.BundleFinder().list(None))
