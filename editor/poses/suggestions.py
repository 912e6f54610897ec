"""
Joints suggested for a pose, carried over from another pose of the same character.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.characters.skeletons import skeleton_of
from editor.poses.computing import in_turn
from editor.poses.models import Pose
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.marks import LEAST_PLACE, MOST_PLACE
from jobs.frames import Canvas, PictureMissing
from jobs.inbetween import Marks, fitted
from jobs.inbetween.carrying.suggest import suggest
from jobs.shares import Places, Size, pixels, shares

LONGEST_SIDE = 960
"""
The canvas on which two poses are compared, so that a large film makes nobody wait longer.
"""


@dataclass(frozen=True, slots=True)
class Suggested:
    """
    Joints as shares of a pose's picture, and for each how sure the engine is of it, from 0 to 1.
    """

    joints: Places
    confidence: tuple[float, ...]


def suggest_joints(viewer: Viewer, project: Project, pose: Pose, source: UUID) -> Suggested:
    """
    Look for a marked pose's joints in another pose's picture. It changes nothing: a person decides.
    """
    marked = _marked(project, source)
    canvas = _canvas(project)
    with in_turn(viewer):
        try:
            return _carried(canvas, marked, pose)
        except PictureMissing:
            raise Refused(
                "picture_missing", _("A picture of these two poses is not there. Upload it again.")
            ) from None


def _marked(project: Project, source: UUID) -> Pose:
    poses = project.poses.filter(deleted_at=None).select_related("picture", "character")
    found = poses.filter(pk=source).first()
    if found is None:
        raise Refused("gone", _("The pose to carry the joints over from is gone. Nothing was changed."))
    if found.character is None or found.joints is None:
        raise Refused(
            "unmarked", _("“%(name)s” has no joints yet that could be carried over.") % {"name": found.name}
        )
    return found


def _carried(canvas: Size, source: Pose, target: Pose) -> Suggested:
    """
    Both pictures are as large as they are seen on the canvas, so that the figure has one size in both.
    """
    assert source.character is not None
    skeleton = skeleton_of(source.character.skeleton)
    first, last = _seen(canvas, source), _seen(canvas, target)
    marks = Marks(
        skeleton,
        pixels(source.joints or [], (first.width, first.height)),
        first.mask(source.mask) if source.mask else None,
        frozenset(source.behind) & {limb.name for limb in skeleton.limbs},
    )
    found = suggest(
        first.pose(source.picture_id),
        marks,
        last.pose(target.picture_id),
        last.mask(target.mask) if target.mask else None,
    )
    if not found.confidence.any():
        raise Refused(
            "no_figure",
            _("No figure was found in “%(name)s” that could have these joints. Place them by hand.")
            % {"name": target.name},
        )
    joints = tuple(
        tuple(min(max(share, float(LEAST_PLACE)), float(MOST_PLACE)) for share in place)
        for place in shares(found.joints, (last.width, last.height))
    )
    return Suggested(joints, tuple(round(float(sure), 3) for sure in found.confidence))


def _seen(canvas: Size, pose: Pose) -> Canvas:
    """
    A pose's picture in the size that it has on a canvas, nothing around it.
    """
    box = fitted(canvas, (pose.picture.width, pose.picture.height))
    return Canvas(box.width, box.height, plate=None, ground="#000000")


def _canvas(project: Project) -> Size:
    scale = min(1.0, LONGEST_SIDE / max(project.width, project.height))
    return max(1, round(project.width * scale)), max(1, round(project.height * scale))
