"""
OpenCV's wheel for Linux wants a library of the desktop, libGL.so.1, that a server does not have.
"""

import debian
from python import PYTHON, VENV, pip, pip_install
from say import ROOT, Stamp, Stuck, attempt, run, say

HEADLESS = "requirements-headless.txt"


def make_importable() -> None:
    """
    Have `import cv2` work: as it is, with the system's library, or with the wheel that needs none.
    """
    stamp = Stamp(VENV / ".opencv", (VENV / ".requirements.txt").read_text())
    if stamp.holds():
        return
    if not _imports() and not (debian.install("libgl1", "libglib2.0-0") and _imports()):
        _take_headless()
    stamp.set()


def _take_headless() -> None:
    """
    Put the same OpenCV without windows in the place of the one with them.
    """
    say("libGL.so.1 is missing and cannot be installed from here; taking OpenCV without windows instead …")
    run(*pip(), "uninstall", "--quiet", "--yes", "opencv-python", sentence="OpenCV could not be replaced.")
    pip_install("--require-hashes", "--no-deps", "--requirement", str(ROOT / HEADLESS))
    if not _imports():
        raise Stuck(
            "OpenCV cannot be loaded. As root: apt-get install libgl1 libglib2.0-0, then the same again."
        )


def _imports() -> bool:
    return attempt(PYTHON, "-c", "import cv2").returncode == 0
