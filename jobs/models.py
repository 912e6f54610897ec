"""
What is to be drawn, and how far it has come.

The rows here are the truth about a render.  The broker only rings the bell: a
message that is lost, doubled or late changes nothing that a segment's row does
not allow.
"""

import uuid

from django.db import models
from django.db.models import Q


class Segment(models.Model):
    """
    The stretch between two keyframes, known by the hash of all that it is drawn
    from: the unit of work.  Its drawings are one take.

    Whoever asks for an equal segment joins this row, so nothing is drawn twice.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    key = models.CharField(primary_key=True, max_length=64)
    sheet = models.JSONField()
    # What its drawings are, so that nobody has to read the sheet for it: cut-outs, a draft of another one.
    cut_out = models.BooleanField(default=False)
    draft_of = models.CharField(max_length=64, blank=True)
    # The version of the engine that the key was made with; of older rows it is not known.
    engine = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    # Whom the fair share counts this work for: the one who asked first.
    owner = models.CharField(max_length=64)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    # The claim that holds the lease: the worker's name and a word that no other claim has.
    worker = models.CharField(max_length=128, blank=True)
    # Queued, but not to be claimed before: there is no room on the disk, the storage does not answer.
    paused_until = models.DateTimeField(null=True)
    drawings = models.PositiveIntegerField()
    drawings_done = models.PositiveIntegerField(default=0)
    method = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    error_code = models.CharField(max_length=32, blank=True)
    error = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # What all drawings would have taken at the speed of the run that finished them, for estimates.
    seconds = models.FloatField(default=0)
    # How good the finished drawings are, and advice; null when nothing was measured. The values of each
    # drawing are kept apart, so that whoever looks at many segments need not read them.
    quality = models.JSONField(null=True)
    measures = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["draft_of"], condition=~Q(draft_of=""), name="draft_segments"),
            models.Index(fields=["owner", "queued_at"], condition=Q(state="queued"), name="waiting_segments"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="leased_segments"),
            models.Index(
                fields=["method", "finished_at"], condition=Q(state="done"), name="finished_segments"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.state} {self.drawings_done}/{self.drawings}"


class Render(models.Model):
    """
    One request to draw some segments of a topic.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.CharField(max_length=100)
    owner = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State, default=State.RUNNING)
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    segments = models.ManyToManyField(Segment, through="Line", related_name="renders")

    class Meta:
        indexes = [
            models.Index(fields=["topic", "made_at"]),
            models.Index(fields=["state"], condition=Q(state="running"), name="live_renders"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.state}"


class Line(models.Model):
    """
    One line of a render: this segment, for what the asker calls `ref`.
    """

    render = models.ForeignKey(Render, on_delete=models.CASCADE, related_name="lines")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="lines")
    ref = models.CharField(max_length=64)
    index = models.PositiveIntegerField()
    # What the asker wants to know of it later, as it was when it was asked for.
    settings = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["render", "index"], name="one_line_per_index")]

    def __str__(self) -> str:
        return f"{self.ref}: {self.segment_id[:12]}"
