"""
Lessons that come with the studio: written by us, read by anybody, taken over by teachers.

Each is a module here with `lesson()`, which answers in the language of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.http import Http404
from django.templatetags.static import static

NAMES = ("keyframes",)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """
    A lesson as it is written: its text in Markdown, in which a picture is named by its file.
    """

    name: str
    title: str
    text: str
    brief: str
    checks: Sequence[str]
    rubric: Sequence[Mapping[str, Any]]
    pictures: Mapping[str, Path] = field(default_factory=dict)

    @property
    def addresses(self) -> dict[str, str]:
        """
        Where its pictures are served, by their names in its text.
        """
        return {file: static(f"img/lesson/{file}") for file in self.pictures}


def find(name: str) -> BuiltIn:
    """
    A built-in lesson, in the language of the page; `Http404` where there is none.
    """
    if name not in NAMES:
        raise Http404
    found: BuiltIn = import_module(f"editor.lessons.builtin.{name}").lesson()
    return found


def all_of_them() -> list[BuiltIn]:
    """
    Every built-in lesson.
    """
    return [find(name) for name in NAMES]
