"""
From a file's name to a name that people can read and nothing can trip over.
"""

import re
import unicodedata

LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def label(file_name: str, default: str) -> str:
    """
    What a picture is called after the file it came in: no folders, no extension, no invisible characters.
    """
    last = re.split(r"[/\\]", file_name)[-1]
    stem, dot, extension = last.rpartition(".")
    if dot and stem.strip(" .") and len(extension) <= 5 and extension.isalnum():
        last = stem
    return _line(last)[:LONGEST].rstrip() or default


def file_name(title: str, extension: str, default: str) -> str:
    """
    A name that a file of this title can have on any system.
    """
    stem = re.sub(r'[<>:"/\\|?*]', " ", _line(title))
    stem = " ".join(stem.split())[:LONGEST].strip(" .") or default
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}"


def _line(value: str) -> str:
    """
    One line of visible characters: control characters and those that turn the reading direction are out.
    """
    visible = "".join(
        " " if (kind := unicodedata.category(char)) in ("Cc", "Zl", "Zp") else "" if kind[0] == "C" else char
        for char in unicodedata.normalize("NFC", value)
    )
    return " ".join(visible.split()).strip(" .")
