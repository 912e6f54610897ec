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


def masked(text: str) -> str:
    """
    A text with every token left out.
    """
    return _WORD.sub("…", _ADDRESS.sub(r"\1…", text))


class Line(logging.Formatter):
    """
    A line of the log, its traceback included, with every token left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class Masked(logging.Filter):
    """
    The same for a logger whose lines others format.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(masked(each) if isinstance(each, str) else each for each in record.args)
        return True
