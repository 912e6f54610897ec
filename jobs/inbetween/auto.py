"""
Auto: which method suits a pair, and why.
"""

from dataclasses import dataclass, field

from .crossfade import Crossfade
from .flow import Flow
from .hold import Hold, HoldDrawer
from .method import Drawer
from .picture import Pair

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

SAME = "The two poses are the same, so Hold keeps the drawing still."
EMPTY = "One of the two poses is empty, so Cross-fade lets the figure appear or vanish."
NEAR = "The poses are close, so Flow follows the drawing from one to the other."
FAR = "The poses are far apart, but Flow can follow the drawing from one to the other."
PATCHY = "The poses are far apart; Flow can follow most of the drawing, and the rest dissolves."
RECOLOURED = "The poses hardly move but their colours change, so Cross-fade blends one into the other."
STRANGE = "The poses have too little in common to be followed, so Cross-fade dissolves one into the other."


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
    drawer = Flow().prepare(pair)
    if isinstance(drawer, HoldDrawer):
        return Choice(Hold.name, SAME, drawer)
    if not (pair.first[..., 3].any() and pair.last[..., 3].any()):
        return _faded(pair, EMPTY)
    close = drawer.motion.reach <= CLOSE * pair.first.shape[0]
    if drawer.motion.unexplained > PATCHILY:
        return _faded(pair, RECOLOURED if close else STRANGE)
    if close:
        return Choice(Flow.name, NEAR, drawer)
    return Choice(Flow.name, FAR if drawer.motion.unexplained <= FOLLOWED else PATCHY, drawer)


def _faded(pair: Pair, reason: str) -> Choice:
    return Choice(Crossfade.name, reason, Crossfade().prepare(pair))
