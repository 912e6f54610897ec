"""
Poses at exact frames in their tracks, markers, and the record of every edit.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Track(models.Model):
    """
    A row of keyframes in a shot; the lowest is drawn first, behind the others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(max_length=120)
    # A fractional index, as a shot has.
    order = models.CharField(max_length=60)
    character = models.ForeignKey(
        "editor.Character", on_delete=models.SET_NULL, null=True, blank=True, related_name="tracks"
    )
    hidden = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class Keyframe(models.Model):
    """
    A pose at a frame of a track.

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
    # Its track's shot; kept here as well, for what asks about a shot as a whole.
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, related_name="keyframes")
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="keyframes")
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
    # What happens on the way, in a person's words; methods of our own do not read it.
    hint = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    seed = models.PositiveIntegerField(null=True, blank=True)
    # The segment to the next keyframe is approved: edits that change its sheet are refused.
    locked = models.BooleanField(default=False)
    locked_by = models.CharField(max_length=200, blank=True)
    # Whose name that is: names are not of one person alone.
    locker = models.ForeignKey(
        "editor.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The newest take of the segment that has drawings: what a stale segment still shows.
    take = models.CharField(max_length=64, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["frame"]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "frame"],
                condition=Q(deleted_at=None),
                name="one_keyframe_per_track_and_frame",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pose} at {self.frame}"


class Marker(models.Model):
    """
    A named place of a shot: a frame, or a range of frames.
    """

    class Colour(models.TextChoices):
        KEY = "key", _("Amber")
        OK = "ok", _("Green")
        FAIL = "fail", _("Red")
        ACCENT = "accent", _("Blue")
        MACHINE = "machine", _("Grey")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, related_name="markers")
    frame = models.IntegerField()
    length = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=8, choices=Colour, default=Colour.KEY)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["frame", "id"]

    def __str__(self) -> str:
        return f"{self.name} at {self.frame}"


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


class Judgement(models.Model):
    """
    What somebody thinks of a take: whether it is still the same character, why not, where, and what follows.

    One for each person and take of a segment; it is no edit, so undo never touches it.
    """

    class Identity(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    keyframe = models.ForeignKey(Keyframe, on_delete=models.CASCADE, related_name="judgements")
    take = models.CharField(max_length=64)
    person = models.ForeignKey("editor.User", on_delete=models.CASCADE, related_name="+")
    identity = models.CharField(max_length=8, choices=Identity, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    # Drawings of the take that slip, from 0.
    frames = models.JSONField(default=list, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    # {"at", "identity", "reasons", "frames", "text"}: what a learner gave as their judgement, before they
    # were told what was measured. Until then all of this is a draft; what differs later was changed after it.
    given = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["keyframe", "take", "person"], name="one_judgement_per_person_and_take"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.take[:12]}"
