"""
What the API of lessons takes and answers.
"""

import datetime as dt
from uuid import UUID

from ninja import Schema
from pydantic import Field

from editor.lessons.schemas import RubricRow
from editor.schemas import Given


class NewLesson(Given):
    """
    An empty lesson, or one that begins as a built-in one or one of your own.
    """

    title: str = Field("", max_length=1000)
    source: str | None = Field(None, alias="from", max_length=64)


class LessonEdit(Given):
    """
    What is to change; what is left out stays.
    """

    title: str = Field("", max_length=1000)
    text: str = Field("", max_length=100_000)
    brief: str = Field("", max_length=20_000)
    checks: list[str] = Field([], max_length=50)
    rubric: list[RubricRow] = Field([], max_length=50)
    starter: UUID | None = None


class Preview(Given):
    """
    A text as it is being written, with the pictures of a lesson.
    """

    text: str = Field(max_length=100_000)
    lesson: UUID | None = None


class Html(Schema):
    html: str


class LessonCard(Schema):
    id: UUID
    title: str
    brief: str
    url: str
    exercises: int
    changed_at: dt.datetime


class BuiltInCard(Schema):
    name: str
    title: str
    brief: str


class Lessons(Schema):
    lessons: list[LessonCard]
    built_in: list[BuiltInCard]
    most: int


class PictureValues(Schema):
    sha256: str
    name: str
    width: int
    height: int
    url: str


class StarterValues(Schema):
    """
    What learners begin with: a frozen copy of a project.
    """

    id: UUID
    title: str


class Lesson(Schema):
    """
    A lesson; `mine` for who wrote it, who alone is told what learners begin with.
    """

    id: UUID
    mine: bool
    title: str
    text: str
    html: str
    brief: str
    brief_html: str
    checks: list[str]
    rubric: list[RubricRow]
    starter: StarterValues | None
    pictures: list[PictureValues]
    changed_at: dt.datetime
