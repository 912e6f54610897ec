"""
What the API of submissions and reviews takes and answers.
"""

import datetime as dt
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from editor.lessons.schemas import Due, Identity, Points, RubricRow, State, Step, Verdict
from editor.lessons.work_schemas import Attempt
from editor.schemas import Given, GivenJudgement, Judgement, Quality


class Mark(Given):
    """
    Words on a frame of the handed-in shot, from 0, maybe at a place as shares of the canvas.
    """

    frame: int = Field(ge=0, le=200_000)
    x: float | None = Field(None, ge=0, le=1)
    y: float | None = Field(None, ge=0, le=1)
    text: str = Field("", max_length=5000)


class Draft(Given):
    """
    A review as it is being written: all of it.
    """

    scores: list[int | None] = Field([], max_length=50)
    words: str = Field("", max_length=20_000)
    marks: list[Mark] = Field([], max_length=1000)
    identity: Identity = ""


class Publish(Given):
    verdict: Verdict


class Review(Schema):
    scores: list[int | None]
    words: str
    marks: list[Mark]
    identity: Identity
    verdict: Literal["", "changes", "returned", "accepted"]
    published_at: dt.datetime | None
    changed_at: dt.datetime
    points: Points | None


class Reviewed(Attempt):
    """
    An attempt with its review, for a learner once it is published.
    """

    review: Review | None


class Said(Schema):
    """
    What the learner thought of a take when they handed it in; what they gave before they were told what was
    measured, and whether they `changed` it since.
    """

    identity: Identity
    reasons: list[str]
    frames: list[int]
    text: str
    take: str
    keyframe: UUID | None
    given: GivenJudgement | None = None
    changed: bool = False


class Measure(Schema):
    """
    What was measured of a take when it was handed in.
    """

    keyframe: UUID
    shot: UUID
    take: str
    quality: Quality | None


class About(Schema):
    """
    What the exercise asked for.
    """

    id: UUID
    title: str
    brief: str
    brief_html: str
    checks: list[str]
    rubric: list[RubricRow]
    attempts: int


class Alias(Schema):
    id: UUID
    alias: str


class Submission(Schema):
    """
    What was handed in, and all that a review needs. Pictures and frames are those of `project`.
    """

    id: UUID
    role: Literal["teacher", "learner"]
    exercise: About
    learner: Alias
    project: UUID
    attempt: int
    handed_in_at: dt.datetime
    late: bool
    due: Due | None
    outdated: bool
    state: State
    checklist: list[Step]
    judgement: Said | None
    judgements: list[Judgement]
    measures: list[Measure]
    review: Review | None
    attempts: list[Reviewed]
