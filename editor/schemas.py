"""
What the API takes and answers, as far as several subjects share it.
"""

from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class Given(Schema):
    """
    A request's body: a field that is not known is refused, not passed over.
    """

    model_config = ConfigDict(extra="forbid")


class Trouble(Schema):
    """
    Why something was not done: a code for programs, a full sentence for people.
    """

    code: str
    sentence: str


class Error(Schema):
    """
    What went wrong with a segment or a film.
    """

    code: str
    sentence: str


class Segment(Schema):
    """
    How the in-betweens right of a keyframe stand.
    """

    key: str | None
    count: int
    drawings: int
    exposure: int
    state: Literal["missing", "queued", "running", "fresh", "stale", "failed"]
    done: int
    total: int
    place: int | None
    eta: float | None
    method: str
    reason: str
    error: Error | None
    shown: str | None
    shown_drawings: int
    shown_done: int


class Film(Schema):
    """
    A film of a shot or of the whole project.
    """

    id: UUID
    shot: UUID | None
    state: Literal["queued", "writing", "ready", "failed"]
    done: int
    total: int
    frames: int
    width: int
    height: int
    rate: tuple[int, int]
    byte_size: int
    url: str | None
    error: Error | None
    made_at: str


class Pose(Schema):
    """
    A picture in a project's library.
    """

    id: UUID
    name: str
    is_plate: bool
    sha256: str
    width: int
    height: int
    has_alpha: bool


class You(Schema):
    """
    The one who asks.
    """

    id: UUID | None
    name: str
    is_guest: bool


Answers = dict[int, Any]

LOST: Answers = {401: Trouble, 404: Trouble}
"""
What every request about a project may be answered with.
"""

REFUSED: Answers = {**LOST, 422: Trouble}
