"""
What people say about frames.
"""

import uuid

from django.db import models
from django.db.models import F, Q


class Comment(models.Model):
    """
    A remark on a frame or a range of a shot, maybe with a pin on the picture; or an answer in its thread.

    It is no edit: undo never touches it.
    """

    # Made by the page; a remark that is sent twice is kept once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    shot = models.ForeignKey("editor.Shot", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # Frames of the shot from 0, the end not among them; an answer has none of its own.
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    # The pin: shares of the canvas.
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    text = models.CharField(max_length=2000)
    author = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, related_name="+")
    # As it was signed; people who go leave it behind.
    name = models.CharField(max_length=80)
    is_guest = models.BooleanField(default=False)
    link = models.ForeignKey("editor.ShareLink", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=80, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    thread=None,
                    shot__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                )
                | Q(thread__isnull=False, shot=None, start=None, end=None, x=None),
                name="a_thread_has_a_place_an_answer_none",
            ),
            models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__isnull=False, y__isnull=False),
                name="a_pin_has_both_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"
