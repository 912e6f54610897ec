"""
A project and its shots.
"""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from editor.access import Viewer


class ProjectQuerySet(models.QuerySet["Project"]):
    """
    Projects, always as somebody sees them.
    """

    def visible_to(self, viewer: "Viewer") -> "ProjectQuerySet":
        """
        Projects in which this viewer is anything, the bin included; `access.can` says what they may do.
        """
        return self.filter(_theirs(viewer) | _by_link(viewer) | _handed_in_to(viewer))

    def of(self, viewer: "Viewer") -> "ProjectQuerySet":
        """
        Projects of this viewer and their teams, the bin included; not what somebody only showed them.
        """
        return self.filter(_theirs(viewer))

    def stories(self) -> "ProjectQuerySet":
        """
        Projects that people make for themselves: no frozen copies, and nothing that belongs to an exercise.
        """
        return self.filter(kind=Project.Kind.STORY)


_NOTHING = Q(pk__in=[])


def _theirs(viewer: "Viewer") -> Q:
    if viewer.user is None:
        return _NOTHING
    return Q(owner=viewer.user) | Q(team__in=viewer.user.memberships.values("team"))


def _by_link(viewer: "Viewer") -> Q:
    """
    What the links that a viewer has opened show.
    """
    if not viewer.keys:
        return _NOTHING
    from editor.sharing.models import ShareLink  # it points here

    links = ShareLink.objects.open().held_by(viewer)
    return Q(pk__in=links.values("frozen")) | Q(pk__in=links.filter(frozen=None).values("project"))


def _handed_in_to(viewer: "Viewer") -> Q:
    """
    What learners have handed in to a teacher.
    """
    if viewer.user is None:
        return _NOTHING
    from editor.lessons.models import Submission  # it points here

    theirs = Submission.objects.filter(work__exercise__group__teacher=viewer.user)
    return Q(pk__in=theirs.values("project"))


class Project(models.Model):
    """
    One story: its pictures, its shots, and the size and rate of its film.
    """

    class Kind(models.TextChoices):
        STORY = "story"
        WORK = "work"  # a learner's, on an exercise
        FROZEN = "frozen"  # a copy that a link shows
        HANDED_IN = "handed_in"  # a copy that a learner has handed in

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Who made it, and whose room it takes; in a team it is the team's.
    owner = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="projects")
    team = models.ForeignKey(
        "editor.Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="projects"
    )
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.STORY)
    # Of a frozen copy: the hash of all that it holds, so that it can be shown to be what it was.
    digest = models.CharField(max_length=64, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    # Whose work a copy began with, as it is shown beside the title.
    credit = models.CharField(max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=120)
    width = models.PositiveIntegerField(default=1280)
    height = models.PositiveIntegerField(default=720)
    rate_num = models.PositiveIntegerField(default=24)
    rate_den = models.PositiveIntegerField(default=1)
    # What people read where the stored frame is 0.
    first_frame = models.PositiveIntegerField(default=1)
    sample = models.BooleanField(default=False)
    # Counts the batches of edits ever applied; a page that sees a hole reads the snapshot again.
    revision = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """
        Whether nobody may change it any more.
        """
        return self.kind in (Project.Kind.FROZEN, Project.Kind.HANDED_IN)

    @property
    def topic(self) -> str:
        """
        Where this project's events are heard.
        """
        return f"project.{self.pk}"


class Shot(models.Model):
    """
    A run of keyframes over one background.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="shots")
    name = models.CharField(_("name"), max_length=120)
    # A fractional index: a shot is moved by giving it a text that sorts between its new neighbours.
    order = models.CharField(max_length=60)
    plate = models.ForeignKey(
        "editor.Pose", on_delete=models.SET_NULL, null=True, blank=True, related_name="backs_shots"
    )
    ground = models.CharField(max_length=7, default="#d9d9d9")
    # Motion flows from the end to the beginning, where both show the same pose.
    loop = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["project", "order"], condition=Q(deleted_at=None), name="live_shots")]

    def __str__(self) -> str:
        return self.name
