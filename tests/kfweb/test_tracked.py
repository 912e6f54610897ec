"""
What no file of the repository may hold: where packages come from, secrets, one machine's paths.
"""

import re
import subprocess

import pytest

from tests.machines import ROOT

# Written apart, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(
        (
            r"pypi" + r"\.org",
            r"pythonhosted" + r"\.org",
            r"registry\." + r"npmjs",
            r"registry\." + r"yarnpkg",
            r"npmmirror" + r"\.com",
            r"https?://[^\s\"']*/simple" + r"/",
            r"https?://[^\s\"']*/packages/[^\s\"']*\.(?:whl|tar\.gz|tgz)",
            r"--(?:extra-)?index" + r"-url[ =]+\S*://",
            r"\"resolved\"" + r":\s*\"http",
        )
    )
)
SECRETS = re.compile(
    "|".join(
        (
            r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----",
            r"\bAKIA[0-9A-Z]{16}\b",
            r"\bgh[pousr]_[A-Za-z0-9]{30,}",
            r"\bsk-[A-Za-z0-9]{32,}",
            r"\bxox[abpr]-[A-Za-z0-9-]{10,}",
            r"django-insecure" + r"-\S{10,}",
        )
    )
)
MACHINES = re.compile(
    r"(?<![\w.$}])(?:/work" + r"/|/root" + r"/|/home" + r"/[a-z]|/Users" + r"/[A-Za-z]|[A-Z]:\\Users)"
)


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.split("\0"):
        file = ROOT / name
        if name and file.is_file():
            yield name, file.read_text(errors="replace")


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        (REGISTRIES, "https://mirror.example/root/index/sim" + "ple/django/"),
        (REGISTRIES, "https://files." + "pythonhosted" + ".org/packages/ab/x.whl"),
        (SECRETS, "AKIA" + "A" * 16),
        (MACHINES, "open('/ho" + "me/someone/x')"),
    ],
)
def test_no_file_holds(pattern, example):
    assert pattern.search(example), "the pattern finds nothing at all"

    found = [f"{name}: {match[0]}" for name, text in tracked() if (match := pattern.search(text))]

    assert found == []


def test_both_kinds_of_opencv_are_the_same():
    def version(name, file):
        return re.search(rf"^{name}==(\S+)", (ROOT / file).read_text(), re.MULTILINE)[1]

    assert version("opencv-python", "requirements.txt") == version(
        "opencv-python-headless", "requirements-headless.txt"
    )


def test_what_runs_is_what_is_tested():
    def versions(file):
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))

    runtime, tested = versions("requirements.txt"), versions("requirements-dev.txt")

    assert {name: tested.get(name) for name in runtime} == runtime
