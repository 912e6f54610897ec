"""
The catalogues of words, compiled.
"""

from python import PYTHON
from say import ROOT, Stamp, run


def compile_all() -> None:
    """
    Have the compiled catalogues match the written ones.
    """
    stamp = Stamp(ROOT / "build" / ".words", *sorted((ROOT / "locale").rglob("*.po")))
    if stamp.holds() and list((ROOT / "locale").rglob("*.mo")):
        return
    run(
        PYTHON,
        "manage.py",
        "words",
        "--compile",
        sentence="The words of other languages could not be compiled.",
    )
    stamp.set()
