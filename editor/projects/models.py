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
        Projects this viewer may open, the bin left out.
        """
        return self.of(viewer).filter(deleted_at=None)

    def of(self, viewer: "Viewer") -> "ProjectQuerySet":
        """
        Projects of this viewer, the bin included.
        """
        return self.filter(owner=viewer.user) if viewer.user else self.none()


class Project(models.Model):
    """
    One story: its pictures, its shots, and the size and rate of its film.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="projects")
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
