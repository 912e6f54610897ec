"""
Films that people asked to take home.
"""

import uuid

from django.db import models


class Export(models.Model):
    """
    One film of a shot or of the whole project: asked for, written, probed, offered.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        WRITING = "writing"
        READY = "ready"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="exports")
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    requested_by = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    # The hash of everything the film is made of: the same film is not written twice.
    key = models.CharField(max_length=64, db_index=True)
    reel = models.JSONField()
    # The frames of the shot that it shows, the last one not among them; without them all.
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    frames = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    rate_num = models.PositiveIntegerField()
    rate_den = models.PositiveIntegerField()
    byte_size = models.PositiveBigIntegerField(default=0)
    error = models.TextField(blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.key[:12]} ({self.state})"
