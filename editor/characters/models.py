"""
Characters: who the poses show.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Character(models.Model):
    """
    Somebody or something that moves, with the skeleton that its poses are marked by.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="characters")
    name = models.CharField(_("name"), max_length=120)
    # As `jobs.inbetween.Skeleton.to_json` writes it.
    skeleton = models.JSONField()
    # What tells its tracks and names apart, as "#rrggbb"; empty for none.
    colour = models.CharField(max_length=7, blank=True)
    # The reference card: the pose that its others are judged by.
    card = models.ForeignKey(
        "editor.Pose", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name
