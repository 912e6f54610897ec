"""
What several parts of the lessons' API take and answer.
"""

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from editor.lessons.due import Due as Day
from editor.schemas import Given

Identity = Literal["", "yes", "partly", "no"]
State = Literal["not_started", "started", "handed_in", "late", "returned", "changes", "accepted"]
Verdict = Literal["changes", "returned", "accepted"]


class Step(Schema):
    """
    A step of an exercise: whether it is done, and a sentence that says so or what is still to do.
    """

    name: str
    done: bool
    sentence: str


class CheckName(Schema):
    name: str
    label: str


class RubricRow(Given):
    """
    A row of a rubric, and what each of its levels means, from 1.
    """

    name: str = Field(max_length=1000)
    hint: str = Field("", max_length=1000)
    levels: list[Annotated[str, Field(max_length=1000)]] = Field(max_length=20)


class Due(Schema):
    """
    When something is due, as people in the class say it; without a time, at the end of that day.
    """

    at: dt.datetime
    date: dt.date
    time: str | None
    zone: str


class WishedDue(Given):
    date: dt.date
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None

    def plain(self) -> Day:
        """
        The same as the verbs take it.
        """
        return Day(self.date, dt.time.fromisoformat(self.time) if self.time else None)


class Points(Schema):
    got: int
    of: int
