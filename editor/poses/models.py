"""
Pictures as they are kept, and poses as people know them.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Picture(models.Model):
    """
    Pixels, named by their hash: stored once, never changed, shared by whoever has the same.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    has_alpha = models.BooleanField()
    byte_size = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class Pose(models.Model):
    """
    One picture in a project's library: a pose of a character, or a plate to stand before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="poses")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="poses")
    name = models.CharField(_("name"), max_length=120)
    is_plate = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name
