"""
What the API of exercises and works takes and answers.
"""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from editor import quota
from editor.lessons.schemas import Due, Points, RubricRow, State, Step, WishedDue
from editor.schemas import Given


class NewExercise(Given):
    """
    A lesson of the teacher's own by its id, or one that comes with the studio by its name.
    """

    lesson: str = Field(max_length=64)
    due: WishedDue | None = None
    attempts: int = 0
    late: Literal["marked", "closed"] = "marked"


class ExerciseEdit(Given):
    due: WishedDue | None = None
    attempts: int = 0
    late: Literal["marked", "closed"] = "marked"


class Attempt(Schema):
    """
    What was handed in, and what its published review says.
    """

    id: UUID
    attempt: int
    handed_in_at: dt.datetime
    late: bool
    project: UUID
    verdict: Literal["", "changes", "returned", "accepted"]
    outdated: bool


class Work(Schema):
    """
    A learner's work; `why_not` says why it may not be handed in. It is `changed` as long as it is not as it
    was handed in last.
    """

    id: UUID
    exercise: UUID
    project: UUID
    state: State
    checklist: list[Step]
    watched: dict[str, int]
    attempt: int
    attempts_left: int | None
    may_hand_in: bool
    why_not: str
    would_be_late: bool
    changed: bool
    submissions: list[Attempt]


class GivenTo(Schema):
    id: UUID
    name: str
    time_zone: str


class Exercise(Schema):
    """
    An exercise; `attempts` is 0 for as many as one likes. A learner's work is there once they have begun.
    """

    id: UUID
    role: Literal["teacher", "learner"]
    group: GivenTo = Field(serialization_alias="class")
    lesson: UUID | None
    built_in: str
    title: str
    brief: str
    brief_html: str
    checks: list[str]
    rubric: list[RubricRow]
    due: Due | None
    overdue: bool
    attempts: int
    late: Literal["marked", "closed"]
    given_at: dt.datetime
    work: Work | None


class Line(Schema):
    """
    How far a learner is; `open` are the steps still to do, of who has begun and not handed in.
    """

    learner: UUID
    alias: str
    state: State
    late: bool
    overdue: bool
    started_at: dt.datetime | None
    open: list[Step]
    attempt: int
    submission: UUID | None
    handed_in_at: dt.datetime | None
    points: Points | None


class Queued(Schema):
    id: UUID
    alias: str
    attempt: int
    handed_in_at: dt.datetime
    late: bool
    state: State
    project: UUID
    reviewed: Literal["", "draft", "published"]


class Counts(Schema):
    waiting: int
    late: int
    all: int


class Queue(Schema):
    counts: Counts
    submissions: list[Queued]


class Grades(Schema):
    columns: list[str]
    rows: list[list[str]]


class Watched(Given):
    """
    Takes that were watched from the first drawing to the last.
    """

    takes: list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = Field(
        min_length=1, max_length=quota.KEYFRAMES_PER_PROJECT
    )


class JudgedTake(Given):
    """
    A take that is shown, and its drawings that slip, from 0.
    """

    keyframe: UUID
    take: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    frames: list[Annotated[int, Field(ge=0)]] = Field([], max_length=2000)


class GivenNow(Given):
    """
    A judgement of all takes that a work shows.
    """

    identity: Literal["yes", "partly", "no"]
    reasons: list[Annotated[str, Field(pattern=r"^[a-z_-]{1,24}$")]] = Field([], max_length=12)
    text: str = Field("", max_length=1000)
    takes: list[JudgedTake] = Field(min_length=1, max_length=quota.KEYFRAMES_PER_PROJECT)


class HandIn(Given):
    """
    The page chooses the id: the same hand-in sent again is not another attempt.
    """

    id: UUID
