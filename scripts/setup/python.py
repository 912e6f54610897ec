"""
The virtual environment and the locked Python packages in it.
"""

import shutil
import sys
from pathlib import Path

import debian
from say import ROOT, Stamp, Stuck, attempt, run, say

OLDEST = (3, 11)
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Never ask, and do not spend a line on newer versions of pip.
QUIET = {"PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def install(requirements: str) -> None:
    """
    Have exactly the packages of a lock file, every one checked against its hash.
    """
    make_venv()
    stamp = Stamp(VENV / f".{requirements}", ROOT / requirements, sys.version)
    if stamp.holds():
        return
    say("Installing the Python packages; the first time this takes a minute or two …")
    pip_install("--require-hashes", "--no-deps", "--requirement", requirements)
    stamp.set()
    # The runtime's packages are among the development ones.
    Stamp(VENV / ".requirements.txt", ROOT / "requirements.txt", sys.version).set()


def pip_install(*arguments: str, into: Path | None = None) -> None:
    """
    Install into the virtual environment, or into a folder of its own.
    """
    target = ("--target", str(into), "--upgrade") if into else ()
    run(
        *pip(),
        "install",
        "--quiet",
        *target,
        *arguments,
        sentence="The Python packages could not be installed.",
        env=QUIET,
    )


def pip() -> list[str]:
    """
    How pip is called for the virtual environment: the one inside, else the system's own from outside.
    """
    if attempt(PYTHON, "-m", "pip", "--version").returncode == 0:
        return [str(PYTHON), "-m", "pip"]
    if attempt(sys.executable, "-m", "pip", "--python", PYTHON, "--version").returncode == 0:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    raise Stuck("there is no pip for Python here. As root: apt-get install python3-venv python3-pip")


def make_venv() -> None:
    """
    Make the virtual environment; Debian keeps the pip that belongs in it in a package of its own.
    """
    if PYTHON.exists() and attempt(PYTHON, "-c", "").returncode == 0:
        return
    if sys.version_info < OLDEST:
        found = sys.version.split()[0]
        raise Stuck(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; {sys.executable} is {found}.")
    say("Making the virtual environment .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if _made():
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if debian.install(f"python{version}-venv") and _made():
        return
    # Without ensurepip: bare, and the system's pip installs into it from outside.
    run(
        sys.executable,
        "-m",
        "venv",
        "--without-pip",
        VENV,
        sentence="The virtual environment could not be made.",
    )
    pip()


def _made() -> bool:
    if attempt(sys.executable, "-m", "venv", VENV).returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    return False
