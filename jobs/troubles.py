"""
What went wrong, in words for people: what happened, what is kept, what to do.

A worker does not know who will read it. So a row keeps the code and the sentence in English, and pages get
the messages that the sentence is made of, to put them into their reader's language.
"""

from typing import Any

from jobs.inbetween.sentences import worded

WHAT_HAPPENED: dict[str, str] = {
    "picture_missing": worded("A picture that this segment is drawn from is not there or cannot be read."),
    "too_big": worded("There is not enough memory to draw pictures of this size."),
    "engine": worded("The method failed between these two poses."),
    "worker_lost": worded("The worker that drew this stopped three times."),
    "time_limit": worded("This took longer than a worker may spend on it, three times."),
    "storage": worded("The drawings could not be saved, three times."),
    "disk_full": worded("The disk is full."),
}

_BEFORE_RENDER: dict[str, str] = {
    "picture_missing": worded("Upload the pose again or choose another one first."),
    "too_big": worded("Make the project smaller first."),
    "engine": worded("Choose another method first, if it fails again."),
    "time_limit": worded(
        "Choose a faster method or move the keyframes closer together first, if it stops again."
    ),
}

_NONE_KEPT = worded("No drawing was finished. Press Render to try again.")
_ALL_KEPT = worded("All {total} drawings are kept. Press Render to finish.")
_ALL_BUT_ONE = worded("{done} of {total} drawings are kept. Press Render to draw the last one.")
_SOME_KEPT = worded("{done} of {total} drawings are kept. Press Render to draw the other {left}.")
_WAITS = worded("{done} of {total} drawings are kept; the others are drawn as soon as there is room.")


def messages(code: str, done: int, total: int) -> list[str]:
    """
    Return what a person reads about a segment that failed with `done` of `total` drawings, message by
    message, with the places `{done}`, `{total}` and `{left}`.
    """
    left = total - done
    kept = _NONE_KEPT if not done else _ALL_KEPT if not left else _ALL_BUT_ONE if left == 1 else _SOME_KEPT
    found = [WHAT_HAPPENED[code], kept, _BEFORE_RENDER.get(code, "")]
    return [message for message in found if message]


def sentence(code: str, done: int, total: int) -> str:
    """
    Return the same in English, whole.
    """
    return " ".join(messages(code, done, total)).format(done=done, total=total, left=total - done)


def waiting_sentence(code: str, done: int, total: int) -> str:
    """
    Return what a person reads about a segment that goes on by itself when the trouble is over.
    """
    return f"{WHAT_HAPPENED[code]} {_WAITS.format(done=done, total=total)}"


def told(code: str, kept: str, done: int, total: int) -> dict[str, Any]:
    """
    Return a segment's trouble as pages are told of it: `kept` is the sentence of its row.
    """
    known = code in WHAT_HAPPENED
    return {"code": code, "sentence": kept, "messages": messages(code, done, total) if known else []}
