"""
What the API of classes takes and answers.
"""

import datetime as dt
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from editor.lessons.schemas import Due, State
from editor.schemas import Given


class NewClass(Given):
    name: str = Field(max_length=1000)
    time_zone: str = Field(max_length=64)


class ClassEdit(Given):
    name: str = Field("", max_length=1000)
    time_zone: str = Field("", max_length=64)
    closed: bool = False


class ClassCard(Schema):
    """
    A class of a teacher; `waiting` is what is to be reviewed.
    """

    id: UUID
    name: str
    code: str
    closed: bool
    time_zone: str
    learners: int
    exercises: int
    waiting: int


class AttendedClass(Schema):
    """
    A class that somebody learns in; `open` counts exercises that are not handed in.
    """

    id: UUID
    name: str
    alias: str
    exercises: int
    open: int


class Classes(Schema):
    teaching: list[ClassCard]
    learning: list[AttendedClass]
    most: int


class Learner(Schema):
    """
    A learner, as their teacher knows them; `account` where they sign in with one.
    """

    id: UUID
    alias: str
    account: bool
    joined_at: dt.datetime
    removed_at: dt.datetime | None


class ExerciseCard(Schema):
    """
    An exercise: for a learner with how far they are, for the teacher with how far all are.
    """

    id: UUID
    title: str
    due: Due | None
    overdue: bool
    attempts: int
    late: Literal["marked", "closed"]
    given_at: dt.datetime
    state: State | None
    counts: dict[str, int] | None
    waiting: int | None


class Class(Schema):
    """
    A class, for its teacher with code and learners, for a learner with their own alias alone.
    """

    role: Literal["teacher", "learner"]
    id: UUID
    name: str
    time_zone: str
    code: str | None
    closed: bool | None
    alias: str | None
    account: bool | None
    learners: list[Learner]
    exercises: list[ExerciseCard]


class Joining(Given):
    """
    A code and an alias; `other` joins as somebody else than who has been at work in this browser.
    """

    code: str = Field(max_length=40)
    alias: str = Field(max_length=200)
    other: bool = False


class ComingBack(Joining):
    words: str = Field(max_length=200)


class ClassName(Schema):
    id: UUID
    name: str


class JoinedClass(Schema):
    """
    The class, one's alias, and the words to come back by, where they are new.
    """

    group: ClassName = Field(serialization_alias="class")
    alias: str
    words: list[str] | None


class ReturnWords(Schema):
    words: list[str]
