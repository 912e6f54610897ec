"""
What is written down, without what would open a door.
"""

import logging
import re

_SECRET = re.compile(r"(?<=/[se]/)[\w-]+|(?<![\w-])[\w-]{43}(?![\w-])")
"""
What follows where tokens stand in addresses, and whatever has a token's length and letters.
"""


class Line(logging.Formatter):
    """
    A line of the log, its traceback included, with every token left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("…", super().format(record))
