"""
Lessons, classes, and what learners make of an exercise.

A teacher writes a lesson and gives it to a class as an exercise.  Each learner works on it in a project of
their own; handing in freezes a copy of that project, and a review speaks of that copy.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editor.lessons.folding import folded


class Lesson(models.Model):
    """
    Text and pictures, and the exercise that belongs to them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(_("title"), max_length=120)
    # Markdown; pictures are named by the hash under which `LessonPicture` keeps them.
    text = models.TextField(blank=True, max_length=40_000)
    # A frozen copy of a project, copied again for each learner; without one they begin with an empty project.
    starter = models.ForeignKey(
        "editor.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="starts"
    )
    brief = models.TextField(blank=True, max_length=4_000)
    # Names from `editor.lessons.checks`.
    checks = models.JSONField(default=list, blank=True)
    # [{"name", "hint", "levels": [words for 1, words for 2, …]}]
    rubric = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.title


class LessonPicture(models.Model):
    """
    A picture in a lesson's text.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey("editor.Picture", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "picture"], name="one_picture_per_lesson")]

    def __str__(self) -> str:
        return self.name


class ClassGroup(models.Model):
    """
    A class: one teacher, a code to join by, and a time zone in which its days end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    teacher = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(max_length=8, unique=True)
    # Nobody joins any more; who is in stays in.
    closed = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """
    A learner in a class, under an alias: no name or address is asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="enrolments")
    alias = models.CharField(_("alias"), max_length=40)
    # The same for all aliases that people would take for each other; NFKC makes of one letter 18 at most.
    folded = models.CharField(max_length=720, editable=False)
    # The hash of the words by which a learner comes back in another browser.
    return_hash = models.CharField(max_length=128, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["alias", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="one_enrolment_per_learner"),
            models.UniqueConstraint(fields=["group", "folded"], name="one_alias_per_class"),
        ]

    def __str__(self) -> str:
        return f"{self.alias} in {self.group}"

    def save(self, *args: Any, **options: Any) -> None:
        """
        Keep the row; what its alias is taken for follows from that.
        """
        self.folded = folded(self.alias)
        super().save(*args, **options)


class Exercise(models.Model):
    """
    A lesson given to a class: what is asked is copied, so that it stays the same while the lesson is edited.
    """

    class Late(models.TextChoices):
        MARKED = "marked", _("Accepted and marked late")
        CLOSED = "closed", _("Not accepted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(ClassGroup, on_delete=models.CASCADE, related_name="exercises")
    lesson = models.ForeignKey(
        Lesson, on_delete=models.RESTRICT, related_name="exercises", null=True, blank=True
    )
    # The name of a lesson that comes with the studio, in place of a teacher's.
    built_in = models.CharField(max_length=64, blank=True)
    starter = models.ForeignKey(
        "editor.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=120)
    brief = models.TextField(blank=True, max_length=4_000)
    checks = models.JSONField(default=list, blank=True)
    rubric = models.JSONField(default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # 0: as many as one likes
    late = models.CharField(max_length=6, choices=Late, default=Late.MARKED)
    given_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson=None) & ~Q(built_in="") | Q(lesson__isnull=False, built_in=""),
                name="an_exercise_has_one_lesson",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} for {self.group}"

    def is_over(self, now: datetime | None = None) -> bool:
        """
        Whether the time for it is over.
        """
        return self.due_at is not None and (now or timezone.now()) > self.due_at


class Work(models.Model):
    """
    A learner's work on an exercise, in a project of their own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="works")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="works")
    project = models.OneToOneField("editor.Project", on_delete=models.CASCADE, related_name="work")
    # Takes that were watched from the first frame to the last: {take: times}
    watched = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "enrolment"], name="one_work_per_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.alias} on {self.exercise.title}"


class Submission(models.Model):
    """
    What was handed in: a frozen copy of the work, and what the learner thought of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="submissions")
    attempt = models.PositiveSmallIntegerField()
    # Made by the page; handing in twice by a doubled message is handing in once.
    client_id = models.UUIDField()
    project = models.OneToOneField("editor.Project", on_delete=models.RESTRICT, related_name="submission")
    # [{"name", "done"}]: the wanted checks, as they were done.
    checks = models.JSONField(default=list)
    # {"identity", "reasons", "frames", "text", "take", "keyframe"}: the last judgement, as it was.
    judgement = models.JSONField(default=dict, blank=True)
    # [{"keyframe", "shot", "take", "quality"}]: what was measured of the takes that the copy shows.
    measures = models.JSONField(default=list, blank=True)
    handed_in_at = models.DateTimeField()
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["work", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["work", "attempt"], name="one_submission_per_attempt"),
            models.UniqueConstraint(fields=["work", "client_id"], name="one_submission_per_client_id"),
        ]

    def __str__(self) -> str:
        return f"{self.work}, attempt {self.attempt}"


class Review(models.Model):
    """
    What a teacher says of one attempt; the learner sees it when it is published.
    """

    class Verdict(models.TextChoices):
        CHANGES = "changes", _("Changes asked")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="review")
    reviewer = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, related_name="+")
    # The level from 1 of each row of the rubric; null where none was chosen yet.
    scores = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True, max_length=4_000)
    # [{"frame", "x", "y", "text"}]: frames of the handed-in shot from 0, places as shares of the canvas.
    marks = models.JSONField(default=list, blank=True)
    identity = models.CharField(max_length=8, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(verdict=""), name="a_published_review_has_a_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict or 'draft'} for {self.submission}"
