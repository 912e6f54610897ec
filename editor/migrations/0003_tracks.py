"""
Tracks, markers, locks: each shot gets a track "Keys" that its keyframes stand on.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def lay_tracks(apps, schema_editor):
    """
    Give each shot its first track, and put its keyframes there.
    """
    Shot, Track, Keyframe = (apps.get_model("editor", name) for name in ("Shot", "Track", "Keyframe"))
    for shot in Shot.objects.order_by().iterator():
        track = Track.objects.create(shot=shot, name="Keys", order="a0")
        Keyframe.objects.filter(shot=shot).update(track=track)
    # PostgreSQL alters no table whose rows wait for their deferred checks.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("editor", "0002_marks")]

    operations = [
        migrations.AddField("project", "first_frame", models.PositiveIntegerField(default=1)),
        migrations.AddField("pose", "tags", models.JSONField(blank=True, default=list)),
        migrations.AddField(
            "character",
            "colour",
            models.CharField(blank=True, default="", max_length=7),
            preserve_default=False,
        ),
        migrations.AddField(
            "character",
            "card",
            models.ForeignKey(
                "editor.pose",
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
            ),
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                ("order", models.CharField(max_length=60)),
                ("hidden", models.BooleanField(default=False)),
                ("locked", models.BooleanField(default=False)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "character",
                    models.ForeignKey(
                        "editor.character",
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tracks",
                    ),
                ),
                (
                    "shot",
                    models.ForeignKey(
                        "editor.shot", on_delete=django.db.models.deletion.CASCADE, related_name="tracks"
                    ),
                ),
            ],
            options={"ordering": ["order", "id"]},
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("frame", models.IntegerField()),
                ("length", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("key", "Amber"),
                            ("ok", "Green"),
                            ("fail", "Red"),
                            ("accent", "Blue"),
                            ("machine", "Grey"),
                        ],
                        default="key",
                        max_length=8,
                    ),
                ),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "shot",
                    models.ForeignKey(
                        "editor.shot", on_delete=django.db.models.deletion.CASCADE, related_name="markers"
                    ),
                ),
            ],
            options={"ordering": ["frame", "id"]},
        ),
        migrations.AddField(
            "keyframe",
            "hint",
            models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
        migrations.AddField(
            "keyframe",
            "note",
            models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
        migrations.AddField("keyframe", "seed", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("keyframe", "locked", models.BooleanField(default=False)),
        migrations.AddField(
            "keyframe",
            "locked_by",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "keyframe",
            "track",
            models.ForeignKey(
                "editor.track",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="keyframes",
            ),
        ),
        migrations.RunPython(lay_tracks, migrations.RunPython.noop),
        migrations.AlterField(
            "keyframe",
            "track",
            models.ForeignKey(
                "editor.track", on_delete=django.db.models.deletion.CASCADE, related_name="keyframes"
            ),
        ),
        migrations.RemoveConstraint("keyframe", "one_keyframe_per_frame"),
        migrations.AddConstraint(
            "keyframe",
            models.UniqueConstraint(
                condition=Q(deleted_at=None),
                fields=("track", "frame"),
                name="one_keyframe_per_track_and_frame",
            ),
        ),
    ]
