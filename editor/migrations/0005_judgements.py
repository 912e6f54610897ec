"""
What people think of takes, and films of a part of a shot.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editor", "0004_poses")]

    operations = [
        migrations.AddField("export", "start", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("export", "end", models.PositiveIntegerField(blank=True, null=True)),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("take", models.CharField(max_length=64)),
                (
                    "identity",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=8,
                    ),
                ),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("frames", models.JSONField(blank=True, default=list)),
                ("text", models.CharField(blank=True, max_length=1000)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("rejected", "Rejected")],
                        max_length=8,
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "keyframe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="editor.keyframe",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("keyframe", "take", "person"), name="one_judgement_per_person_and_take"
                    ),
                ],
            },
        ),
    ]
