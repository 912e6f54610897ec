"""
Giving a judgement: what was a draft until then counts, and what was measured is told.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from editor.access import Viewer
from editor.lessons.models import Work
from editor.lessons.working import hold
from editor.timeline import judgements
from editor.timeline.models import Judgement


def give(viewer: Viewer, work: Work, said: Mapping[str, Any]) -> None:
    """
    Give one judgement of all takes that a work shows: the same of each, and of each the frames that slip.

    Given again, it is changed after the measures were told, and that is kept apart.
    """
    with transaction.atomic():
        hold(work.pk)
        verdicts = _verdicts(work)
        for each in said["takes"]:
            where = (each["keyframe"], each["take"])
            opinion = {**said, "frames": each["frames"], "verdict": verdicts.get(where)}
            judgements.judge(viewer, work.project, *where, opinion, give=True)


def _verdicts(work: Work) -> dict[tuple[Any, str], str]:
    """
    What the learner decided of takes in the editor, which is not asked for here.
    """
    mine = Judgement.objects.filter(keyframe__shot__project=work.project_id, person=work.project.owner_id)
    return {
        (keyframe, take): verdict
        for keyframe, take, verdict in mine.values_list("keyframe", "take", "verdict")
    }
