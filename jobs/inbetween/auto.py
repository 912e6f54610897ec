"""
Auto: which method suits a pair, and why.
"""

from dataclasses import dataclass, field

from .changes import Change
from .crossfade import Crossfade
from .flow import Flow, FlowDrawer
from .hold import Hold, HoldDrawer
from .method import Drawer
from .picture import Pair
from .preview import Preview
from .quality.gauge import Quality
from .rig import Rig, RigDrawer
from .sentences import worded

CLOSE = 0.03
"""
Poses are close when 95% of what changes moves less than this share of the picture's height.
"""

FOLLOWED, PATCHILY = 0.15, 0.75
"""
The part of the change that flow may leave to a dissolve: hardly seen up to the first, better than a
cross-fade up to the second. (Set by eye on eight pairs: three at most 0.04 looked whole, three from 0.26 to
0.43 lost an arm, and two that were only recoloured had 0.78 and 1.)
"""

LOOKED_AT = (0.25, 0.5, 0.75)
"""
Where the rig's drawings are compared with flow's.
"""

CLEARLY = 8.0
"""
Points of quality by which flow must be better before it takes the rig's place: joints were given to be used.
(On 13 measured pairs with good joints flow was at most 5.3 better; with joints 45 pixels astray, 16.)
"""

RIGGED = worded("Both poses have joints, so the rig moves the figure's limbs from one pose to the other.")
TORN = worded(
    "The joints would bend the figure out of shape, so Flow follows the drawing; please check the joints."
)
WORSE = worded(
    "Flow draws this more cleanly than the rig, so Flow follows the drawing; please check the joints."
)
SAME = worded("The two poses are the same, so Hold keeps the drawing still.")
EMPTY = worded("One of the two poses is empty, so Cross-fade lets the figure appear or vanish.")
PINNED = worded("There are pins, so Flow follows them and moves the drawing around them along.")
CAMERA = worded("The camera moves, so Flow follows the scenery first and then what moves in front of it.")
NEAR = worded("The poses are close, so Flow follows the drawing from one to the other.")
FAR = worded("The poses are far apart, but Flow can follow the drawing from one to the other.")
PATCHY = worded("The poses are far apart; Flow can follow most of the drawing, and the rest dissolves.")
RECOLOURED = worded(
    "The poses hardly move but their colours change, so Cross-fade blends one into the other."
)
STRANGE = worded(
    "The poses have too little in common to be followed, so Cross-fade dissolves one into the other."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A method's name, the reason in one sentence for an animator, and the drawer that measuring has prepared.
    """

    method: str
    reason: str
    drawer: Drawer = field(repr=False, compare=False)


def choose(pair: Pair) -> Choice:
    """
    Return the method that suits `pair`, with its drawer, so that nothing has to be measured twice.
    """
    if not pair.course.breakdowns and Change.of(pair) is None:
        return Choice(Hold.name, SAME, HoldDrawer(pair))
    if pair.first_marks is not None:
        return _rigged(pair)
    drawer = Flow().prepare(pair)
    if isinstance(drawer, HoldDrawer):
        return Choice(Hold.name, SAME, drawer)
    if not (pair.first[..., 3].any() and pair.last[..., 3].any()):
        return _faded(pair, EMPTY)
    return _followed(pair, drawer)


def _rigged(pair: Pair) -> Choice:
    """
    Return the rig, or flow where that draws a pair better that nobody directs by its joints.
    """
    rig = Rig().prepare(pair)
    if rig.actor is None:
        return Choice(Rig.name, EMPTY, rig)
    if pair.course.breakdowns or pair.course.turns:
        return Choice(Rig.name, RIGGED, rig)
    rigged, followed = _compared(pair, rig)
    torn = rig.alarms(LOOKED_AT).torn
    if followed.score > rigged.score + (0 if torn else CLEARLY):
        return Choice(Flow.name, TORN if torn else WORSE, Flow().prepare(pair))
    return Choice(Rig.name, RIGGED, rig)


def _compared(pair: Pair, rig: RigDrawer) -> tuple[Quality, Quality]:
    """
    Return how good the rig's and flow's drawings of a pair are, at preview size.
    """
    preview = Preview(pair)
    flow = Flow().prepare(preview.pair)
    return (
        preview.measured([preview.reduced(rig.draw(u)) for u in LOOKED_AT], LOOKED_AT),
        preview.measured([flow.draw(u) for u in LOOKED_AT], LOOKED_AT),
    )


def _followed(pair: Pair, drawer: FlowDrawer) -> Choice:
    """
    Return flow with what is to be said of it, or a cross-fade where it would follow too little.
    """
    if len(pair.pins):
        return Choice(Flow.name, PINNED, drawer)
    if drawer.stage is not None and drawer.stage.camera.reach > CLOSE * pair.first.shape[0]:
        return Choice(Flow.name, CAMERA, drawer)
    close = drawer.motion.reach <= CLOSE * pair.first.shape[0]
    if drawer.motion.unexplained > PATCHILY:
        return _faded(pair, RECOLOURED if close else STRANGE)
    if close:
        return Choice(Flow.name, NEAR, drawer)
    return Choice(Flow.name, FAR if drawer.motion.unexplained <= FOLLOWED else PATCHY, drawer)


def _faded(pair: Pair, reason: str) -> Choice:
    return Choice(Crossfade.name, reason, Crossfade().prepare(pair))
