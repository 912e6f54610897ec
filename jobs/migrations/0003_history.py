"""
What a render was asked with, and which drawings are drafts or cut-outs.
"""

from django.db import migrations, models


def text(length: int) -> models.CharField:
    return models.CharField(blank=True, max_length=length, default="")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_quality")]

    operations = [
        migrations.AddField("line", "settings", models.JSONField(null=True)),
        migrations.AddField("segment", "cut_out", models.BooleanField(default=False)),
        migrations.AddField("segment", "draft_of", text(64), preserve_default=False),
        migrations.AddField("segment", "engine", text(32), preserve_default=False),
        migrations.AddIndex(
            "segment",
            models.Index(
                condition=models.Q(("draft_of", ""), _negated=True),
                fields=["draft_of"],
                name="draft_segments",
            ),
        ),
    ]
