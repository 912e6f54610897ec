"""
What an exercise asks for, in words: a lesson that comes with the studio is read by each in the language of
their own page, any other as its teacher wrote it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from editor.lessons import builtin
from editor.lessons.models import Exercise


class Asked(Protocol):
    """
    The words of an exercise.
    """

    @property
    def title(self) -> str: ...

    @property
    def brief(self) -> str: ...

    @property
    def rubric(self) -> Sequence[Mapping[str, Any]]: ...


def worded(exercise: Exercise) -> Asked:
    """
    The words of an exercise for who reads them now. What was given stays: where the studio's lesson has other
    rows or levels by now, its words are those from when it was given.
    """
    if exercise.built_in not in builtin.NAMES:
        return exercise
    found = builtin.find(exercise.built_in)
    return found if _shape(found.rubric) == _shape(exercise.rubric) else exercise


def _shape(rubric: Sequence[Mapping[str, Any]]) -> list[int]:
    return [len(row["levels"]) for row in rubric]
