"""
What people think of takes: is it still the same character?
"""

import functools
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from editor.access import Viewer, person
from editor.lessons import aliases, blind
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import renders
from editor.timeline.checks import prose
from editor.timeline.models import Judgement, Keyframe
from jobs import progress
from jobs.models import Segment

_text = prose(_n("The text"), 1000)


SAID = ("identity", "reasons", "frames", "text")
"""
What a judgement says of the character.
"""


def judge(
    viewer: Viewer,
    project: Project,
    keyframe: UUID,
    take: str,
    opinion: Mapping[str, Any],
    *,
    give: bool = False,
) -> dict[str, Any]:
    """
    Keep what somebody thinks of a take, in place of what they thought before.

    A learner's is a draft until they `give` it: then they are told what was measured, and can say something
    else, but not nothing any more.  What they gave first stays beside it.
    """
    judge_ = person(viewer)
    row = Keyframe.objects.filter(pk=keyframe, shot__project=project, deleted_at=None).first()
    segment = Segment.objects.filter(pk=take).only("drawings").first()
    if row is None or segment is None or not renders.shows(project, take):
        raise Http404
    beyond = [number for number in opinion["frames"] if number >= segment.drawings]
    if beyond:
        raise Refused(
            "invalid",
            _("This take has %(count)d drawings; there is none with the number %(number)d.")
            % {"count": segment.drawings, "number": beyond[0] + 1},
        )
    kept = {
        "identity": opinion["identity"] or "",
        "reasons": list(dict.fromkeys(opinion["reasons"])),
        "frames": sorted(set(opinion["frames"])),
        "text": _text(opinion["text"]),
        "verdict": opinion["verdict"] or "",
    }
    with transaction.atomic():
        judgements = Judgement.objects.select_for_update()
        found, _made = judgements.get_or_create(keyframe=row, take=take, person=judge_)
        first = give and found.given is None
        _write(found, kept, first=first)
        event = {"type": "judgement", **shown(found)}
        transaction.on_commit(functools.partial(progress.publish, project.topic, event))
        if first and blind.is_blind(viewer, project):  # what was measured is told from now on
            transaction.on_commit(functools.partial(progress.publish, project.topic, {"type": "again"}))
    return shown(found)


def _write(judgement: Judgement, kept: Mapping[str, Any], *, first: bool) -> None:
    """
    Keep what is said; where nothing is, nothing is kept.
    """
    for name, value in kept.items():
        setattr(judgement, name, value)
    if first:
        judgement.given = {"at": timezone.now().isoformat(), **{name: kept[name] for name in SAID}}
    if judgement.given is not None and not judgement.identity:
        raise Refused(
            "given",
            _("You have given this judgement. You can change your answer, but not take it back."),
        )
    if any(kept.values()):
        judgement.save()
    else:
        judgement.delete()


def is_changed(judgement: Judgement) -> bool:
    """
    Whether something else is said than was given as a judgement, before the measures were told.
    """
    given = judgement.given
    return given is not None and any(getattr(judgement, name) != given[name] for name in SAID)


def of_project(project: Project) -> list[dict[str, Any]]:
    """
    What was said of the takes of a project's keyframes.
    """
    found = Judgement.objects.filter(keyframe__shot__project=project, keyframe__deleted_at=None)
    told = [shown(one) for one in found.select_related("person").order_by("pk")]
    return aliases.renamed(project, told, "by")


def shown(judgement: Judgement) -> dict[str, Any]:
    """
    A judgement as pages read it.
    """
    return {
        "keyframe": str(judgement.keyframe_id),
        "take": judgement.take,
        "person": str(judgement.person_id),
        "by": judgement.person.shown_name,
        "identity": judgement.identity or None,
        "reasons": judgement.reasons,
        "frames": judgement.frames,
        "text": judgement.text,
        "verdict": judgement.verdict or None,
        "given": judgement.given,
        "changed": is_changed(judgement),
    }
