"""
Aliases that people would take for each other.
"""

import unicodedata

from editor.timeline.checks import JOINERS


def folded(alias: str) -> str:
    """
    What is the same for aliases that look alike; empty for one of which nothing can be seen.
    """
    found = unicodedata.normalize("NFKC", alias).casefold()
    return "".join(c for c in found if c not in JOINERS and not c.isspace())
