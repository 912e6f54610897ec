"""
Links that open a project to whoever has them.
"""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from editor.access import Viewer


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """
    Links, and those that open something now.
    """

    def open(self) -> "ShareLinkQuerySet":
        """
        Links that are neither revoked nor expired, to projects that are not in the bin.
        """
        now = timezone.now()
        in_time = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(in_time, revoked_at=None, project__deleted_at=None)

    def held_by(self, viewer: "Viewer") -> "ShareLinkQuerySet":
        """
        Links that this viewer has opened, in the generation they were opened in.
        """
        held = Q(pk__in=[])
        for key in viewer.keys:
            held |= Q(pk=key.link, generation=key.generation)
        return self.filter(held)

    def showing(self, project_id: uuid.UUID) -> "ShareLinkQuerySet":
        """
        Links at whose end this project is.
        """
        return self.filter(Q(frozen=project_id) | Q(project=project_id, frozen=None))


class ShareLink(models.Model):
    """
    A capability: whoever knows the token may look, comment or edit.

    Kept is only the token's hash. A browser that has shown the token holds the link's id and generation; with
    a new generation all of them are strangers again.
    """

    class Level(models.TextChoices):
        VIEW = "view", _("Can watch")
        COMMENT = "comment", _("Can comment")
        EDIT = "edit", _("Can edit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="links")
    # What is shown in place of the project: how it was when the link was made.
    frozen = models.ForeignKey(
        "editor.Project", on_delete=models.CASCADE, null=True, blank=True, related_name="shown_by"
    )
    level = models.CharField(max_length=7, choices=Level, default=Level.VIEW)
    name = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    generation = models.PositiveIntegerField(default=1)
    # Django's own hash of it; empty without one.
    password = models.CharField(max_length=128, blank=True)
    download = models.BooleanField(default=True)
    made_by = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            # A frozen project is never edited.
            models.CheckConstraint(
                condition=Q(frozen=None) | ~Q(level="edit"), name="a_frozen_link_does_not_edit"
            ),
            models.CheckConstraint(
                condition=Q(frozen=None) | ~Q(frozen=F("project")), name="a_frozen_link_shows_a_copy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} of {self.project} ({self.hint}…)"
