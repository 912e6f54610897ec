"""
Poses at exact frames, and the record of every edit.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Keyframe(models.Model):
    """
    A pose at a frame of a shot.

    The settings of the segment to the next keyframe hang here, on its left end.
    """

    class Ease(models.TextChoices):
        LINEAR = "linear", _("Linear")
        IN = "in", _("Ease in")
        OUT = "out", _("Ease out")
        BOTH = "both", _("Ease in and out")
        CUBIC = "cubic", _("Curve")
        CHART = "chart", _("Chart")

    class Method(models.TextChoices):
        AUTO = "auto", _("Auto")
        RIG = "rig", _("Rig")
        FLOW = "flow", _("Flow")
        CROSSFADE = "crossfade", _("Cross-fade")
        HOLD = "hold", _("Hold")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, related_name="keyframes")
    pose = models.ForeignKey("editor.Pose", on_delete=models.RESTRICT, related_name="keyframes")
    frame = models.IntegerField()
    hold = models.PositiveIntegerField(default=1)
    method = models.CharField(max_length=16, choices=Method, default=Method.AUTO)
    ease = models.CharField(max_length=8, choices=Ease, default=Ease.LINEAR)
    curve = models.JSONField(null=True, blank=True)
    exposure = models.PositiveSmallIntegerField(default=1)
    # A place from 0 to 1 for each drawing, for the ease "chart".
    chart = models.JSONField(null=True, blank=True)
    # How the figure runs to the next keyframe: see `jobs.inbetween.Course`. Places are shares of the canvas.
    arc = models.FloatField(default=0)
    stop = models.BooleanField(default=False)
    turns = models.JSONField(default=dict, blank=True)
    planted = models.JSONField(default=list, blank=True)
    pins = models.JSONField(default=list, blank=True)
    breakdowns = models.JSONField(default=list, blank=True)
    # The newest take of the segment that has drawings: what a stale segment still shows.
    take = models.CharField(max_length=64, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["frame"]
        constraints = [
            models.UniqueConstraint(
                fields=["shot", "frame"], condition=Q(deleted_at=None), name="one_keyframe_per_frame"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pose} at {self.frame}"


class Batch(models.Model):
    """
    One applied batch of operations: what was done, how to take it back, by whom.
    """

    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="batches")
    revision = models.PositiveBigIntegerField()
    # Made by the page; a batch that is sent twice is applied once and answered twice.
    client_id = models.UUIDField()
    actor = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, related_name="+")
    label = models.CharField(max_length=200, blank=True)
    answer = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "revision"], name="one_batch_per_revision"),
            models.UniqueConstraint(fields=["project", "client_id"], name="one_batch_per_client_id"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.revision})"
