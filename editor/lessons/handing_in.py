"""
Handing in: a frozen copy of the work, with the checks and the judgement as they were.

The time that counts is when the wish arrived, not when a busy database had room for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editor.lessons.checks import Standing, standing_of
from editor.lessons.limits import ATTEMPTS
from editor.lessons.models import Exercise, Review, Submission, Work
from editor.lessons.working import handed_in, hold, published
from editor.projects.copying import freeze
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import judgements, rows, sheet, standing
from editor.timeline.models import Judgement
from editor.timeline.turn import turn
from jobs import judging, progress

KEPT = (*judgements.SAID, "take", "given")


def hand_in(work: Work, client_id: UUID) -> Submission:
    """
    Hand a work in, once however often it is sent under the same id.
    """
    now = timezone.now()
    with turn(work), transaction.atomic():
        # One by one: what is handed in twice at the same moment is one attempt, or two in their order.
        held = hold(work.pk)
        earlier = handed_in(held)
        again = next((one for one in earlier if one.client_id == client_id), None)
        if again is not None:
            return again
        exercise = Exercise.objects.get(pk=work.exercise_id)
        check_may(exercise, earlier, now)
        Project.objects.select_for_update().get(pk=work.project_id)  # what is checked is what is frozen
        seen = standing_of(held)
        _check_done(seen)
        copy = freeze(held.project, Project.Kind.HANDED_IN, held.project.owner)
        submission = Submission.objects.create(
            work=held,
            attempt=_made(earlier) + 1,
            client_id=client_id,
            project=copy,
            checks=[{"name": check.name, "done": check.done} for check in seen.checks],
            judgement=_judgement(held, copy, seen),
            measures=_measures(copy),
            handed_in_at=now,
            late=is_late(exercise, earlier, now),
        )
        tell(held)
    return submission


def tell(work: Work) -> None:
    """
    Have the pages of a work look at it again, once that is committed.
    """
    transaction.on_commit(partial(progress.publish, work.project.topic, {"type": "work"}))


def is_late(exercise: Exercise, earlier: Sequence[Submission], now: datetime) -> bool:
    """
    Whether what is handed in now is late, after what was `earlier`, the newest first. What the teacher has
    asked to be changed is as late as it was the first time, until they say otherwise.
    """
    if not exercise.is_over(now):
        return False
    review = next(filter(None, map(published, earlier)), None)
    asked = review is not None and review.verdict == Review.Verdict.CHANGES
    return review.submission.late if review is not None and asked else True


def attempts_left(exercise: Exercise, earlier: Sequence[Submission]) -> int | None:
    """
    How often a work may still be handed in; None for as often as one likes.
    """
    return max(0, exercise.attempts - _made(earlier)) if exercise.attempts else None


def check_may(exercise: Exercise, earlier: Sequence[Submission], now: datetime) -> None:
    """
    Refuse another attempt where there is none left, where the work was accepted, and where the time is over.
    """
    review = published(earlier[0]) if earlier else None
    if review is not None and review.verdict == Review.Verdict.ACCEPTED:
        raise Refused("accepted", _("Your work was accepted. There is nothing more to hand in."))
    if _made(earlier) >= (exercise.attempts or ATTEMPTS):
        raise Refused(
            "no_attempts_left",
            _("There is no attempt left of %(count)d. Your work is kept; ask your teacher for one more.")
            % {"count": _made(earlier)},
        )
    if exercise.late == Exercise.Late.CLOSED and is_late(exercise, earlier, now):
        raise Refused(
            "too_late",
            _("The time to hand in is over. Your work is kept; ask your teacher whether they still take it."),
        )


def _made(earlier: Sequence[Submission]) -> int:
    return earlier[0].attempt if earlier else 0


def _check_done(seen: Standing) -> None:
    if seen.open:
        sentences = " ".join(check.sentence for check in seen.open)
        raise Refused(
            "open_checks",
            _("Not yet handed in; your work is kept. Still to do: %(steps)s") % {"steps": sentences},
            open=[asdict(check) for check in seen.open],
        )


def _judgement(work: Work, copy: Project, seen: Standing) -> Mapping[str, Any]:
    """
    What the learner said last of a take that was checked, where that is in the copy, and whether they changed
    any of it after they were told what was measured.
    """
    mine = Judgement.objects.filter(person=work.project.owner_id, take__in=set(seen.takes.values()))
    said = list(
        mine.filter(keyframe__shot__project=work.project).exclude(identity="").order_by("changed_at", "pk")
    )
    if not said:
        return {}
    last = said[-1]
    there = Judgement.objects.filter(keyframe__shot__project=copy, take=last.take).first()
    keyframe = str(there.keyframe_id) if there else None
    changed = any(map(judgements.is_changed, said))
    return {**{name: getattr(last, name) for name in KEPT}, "keyframe": keyframe, "changed": changed}


def _measures(copy: Project) -> list[dict[str, Any]]:
    """
    What was measured of the takes that a copy shows, as it is now: whatever is measured anew later changes no
    grade.
    """
    found = sheet.stretches(rows.load(copy))
    known = standing.rows_of(found.values())
    drawn = {left: standing.drawn(one, known) for left, one in found.items()}
    return [
        {"keyframe": left, "shot": found[left].shot, "take": row.key, "quality": judging.shown(row.quality)}
        for left, row in drawn.items()
        if row is not None
    ]
