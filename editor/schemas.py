"""
What the API takes and answers, as far as several subjects share it.
"""

from datetime import datetime
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
    What went wrong with a segment or a film, in English; a segment's `messages` are what the sentence is made
    of, with the places `{done}`, `{total}` and `{left}`, for who puts them into another language.
    """

    code: str
    sentence: str
    messages: list[str] = []


class Advice(Schema):
    """
    What would make a segment better, in English; `message` is the sentence with its places `{drawing}`,
    counted from 1, and `{limb}` left open, for who puts it into another language.
    """

    code: str
    sentence: str
    message: str | None = None
    limb: str | None = None
    drawing: int | None = None


class Quality(Schema):
    """
    How good a segment's drawings are, from 0 to 100, and where the trouble is: `curve` has a share of it for
    each drawing, `ghosts` how much of both keys is seen at once. A measure that says nothing here is null.
    """

    score: float
    weakest: int | None
    curve: list[float]
    ghosts: list[float] | None = None
    ghost: float | None
    fades: float | None = None
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


class Drafting(Schema):
    """
    How far a draft is that is waited for: a smaller take, until the final one is there.
    """

    key: str
    state: Literal["queued", "running", "failed"]
    done: int
    total: int
    place: int | None
    eta: float | None
    error: Error | None


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
    ends: tuple[bool, bool] | None
    draft: bool
    drafting: Drafting | None


class GivenJudgement(Schema):
    """
    What a learner gave as their judgement, before they were told what was measured.
    """

    at: datetime
    identity: Literal["yes", "partly", "no"]
    reasons: list[str]
    frames: list[int]
    text: str


class Judgement(Schema):
    """
    What somebody thinks of a take: whether it is still the same character, why not, in which drawings (from
    0), and what follows. Of a learner's what they gave first, and whether they `changed` it since.
    """

    keyframe: UUID
    take: str
    person: UUID
    by: str
    identity: Literal["yes", "partly", "no"] | None
    reasons: list[str]
    frames: list[int]
    text: str
    verdict: Literal["accepted", "rejected"] | None
    given: GivenJudgement | None
    changed: bool


class Film(Schema):
    """
    A film of a shot, of a part of one (from a frame up to another), or of the whole project.
    """

    id: UUID
    shot: UUID | None
    span: tuple[int, int] | None
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
    tags: list[str]


class You(Schema):
    """
    The one who asks; `toured` once they have been shown around, or did not want to be.
    """

    id: UUID | None
    name: str
    is_guest: bool
    toured: bool


Answers = dict[int, Any]

LOST: Answers = {401: Trouble, 404: Trouble}
"""
What every request about a project may be answered with.
"""

REFUSED: Answers = {**LOST, 422: Trouble}
