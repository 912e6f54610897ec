"""
What is written down, without what would open a door.
"""

import logging
import re

_SLASH = r"(?:/|%(?:25)*2f)"
_ADDRESS = re.compile(rf"({_SLASH}[se]{_SLASH})[\w%-]+", re.IGNORECASE)
"""
What follows where tokens stand in addresses, also in one that is a part of another.
"""
_WORD = re.compile(r"(?<![\w-])(?![0-9a-f]{64}(?![\w-]))[\w-]{43,}")
"""
Whatever is as long as a token and of its letters, but for the hashes that name pictures and drawings.
"""


class Line(logging.Formatter):
    """
    A line of the log, its traceback included, with every token left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        return _WORD.sub("…", _ADDRESS.sub(r"\1…", super().format(record)))
