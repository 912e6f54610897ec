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
    # Marks: who is seen, where each joint of their skeleton lies (shares of the picture's width and height),
    # which pixels are theirs (a `Mask` of the project; empty: the engine finds it), which limbs are behind.
    character = models.ForeignKey(
        "editor.Character", on_delete=models.RESTRICT, null=True, blank=True, related_name="poses"
    )
    joints = models.JSONField(null=True, blank=True)
    mask = models.CharField(max_length=64, blank=True)
    behind = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name


class Mask(models.Model):
    """
    A mask that somebody uploaded for a project: a grey picture, named by the hash of its pixels.

    The file is kept once for everybody; this row lets one project use it.
    """

    project = models.ForeignKey("editor.Project", on_delete=models.CASCADE, related_name="masks")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    byte_size = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "sha256"], name="one_mask_per_project"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Version(models.Model):
    """
    A picture that a pose had, has or may have: as it came in, or a framing of one that came in.

    A pose is shown by one of its versions; an edit that names another is undone like any edit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="versions")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="versions")
    # What it was cut from, and how (`editor.poses.framing`): itself and nothing, for a picture as it came in.
    original = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    framing = models.JSONField(null=True, blank=True)
    # The hash of the file that it came in: the same file is known again before it is sent.
    file = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("editor.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pose", "picture"], name="one_version_per_picture"),
        ]

    def __str__(self) -> str:
        return f"{self.pose}, {self.picture}"
