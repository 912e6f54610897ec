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


class Advice(Schema):
    """
    What would make a segment better.
    """

    code: str
    sentence: str
    limb: str | None = None
    drawing: int | None = None


class Quality(Schema):
    """
    How good a segment's drawings are, from 0 to 100, and where the trouble is: `curve` has a share of it for
    each drawing. A measure that says nothing here is null.
    """

    score: float
    weakest: int | None
    curve: list[float]
    ghost: float | None
    unexplained: float | None
    drift: float | None
    missing: float | None
    jump: float | None = None
    torn: float | None = None
    sharp: float | None
    light: float | None
    flicker: float | None = None
    flips: float | None
    area: float | None
    advice: list[Advice]


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
    quality: Quality | None


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
    A picture in a project's library, and its marks. Joints are shares of its width and height, in the order
    of the names in its character's skeleton.
    """

    id: UUID
    name: str
    is_plate: bool
    sha256: str
    width: int
    height: int
    has_alpha: bool
    character: UUID | None
    joints: list[tuple[float, float]] | None
    mask: str | None
    behind: list[str]


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
