"""
The eye judges first: what the machine measured of a take is not told before its learner has given their
judgement of it.  What they say until then is a draft.

That holds for a learner's work, and for what they have handed in, where the exercise wants a judgement; it
holds for the learner alone, and take by take.  Whatever tells measures asks here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.lessons.models import Exercise
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.models import Judgement

Told = Mapping[str, Any]
MEASURES = ("quality", "score", "ends")
"""
What the machine tells of a take by looking at it, wherever that is told.
"""


def is_blind(viewer: Viewer, project: Project) -> bool:
    """
    Whether there may be takes in a project whose measures this viewer is not told.
    """
    if project.kind not in (Project.Kind.WORK, Project.Kind.HANDED_IN):
        return False
    if viewer.user is None or project.owner_id != viewer.user.pk:
        return False
    mine = Exercise.objects.filter(works__project=project)
    if project.kind == Project.Kind.HANDED_IN:
        mine = Exercise.objects.filter(works__submissions__project=project)
    return any("judged" in checks for checks in mine.values_list("checks", flat=True))


def judged(project: Project) -> frozenset[str]:
    """
    The takes of which a learner has given their judgement.
    """
    said = Judgement.objects.filter(keyframe__shot__project=project, person=project.owner_id)
    return frozenset(said.filter(given__isnull=False).values_list("take", flat=True))


def hide(viewer: Viewer, project: Project, found: Iterable[Told | None], name: str) -> list[Any]:
    """
    What is told of some takes, without the measures of those that are still to be judged; `name` is the
    property that names the take.
    """
    told = list(found)
    if not told or not is_blind(viewer, project):
        return told
    open_ = judged(project)
    return [one if one is None or one[name] in open_ else _without_measures(one) for one in told]


def segments(viewer: Viewer, project: Project, found: Mapping[str, Told | None]) -> dict[str, Any]:
    """
    How segments stand, without the measures of takes that are still to be judged.
    """
    return dict(zip(found, hide(viewer, project, found.values(), "shown"), strict=True))


def event(viewer: Viewer, project: Project, heard: Told) -> Told:
    """
    An event as this viewer is told of it.
    """
    if heard["type"] == "segment" and any(heard.get(name) is not None for name in MEASURES):
        return dict(hide(viewer, project, [heard], "key")[0])
    if heard["type"] == "ops" and heard.get("segments"):
        return {**heard, "segments": segments(viewer, project, heard["segments"])}
    return heard


def _without_measures(told: Told) -> Told:
    return {name: None if name in MEASURES else value for name, value in told.items()}


def check(viewer: Viewer, project: Project, take: str) -> None:
    """
    Refuse to tell what was measured of a take that is still to be judged.
    """
    if is_blind(viewer, project) and take not in judged(project):
        raise Refused(
            "judge_first",
            _("Give your judgement of this render first. Then you see what the machine measured."),
        )
