"""
Who has locked a segment, beside their name: so far, only a project's owner could.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_lockers(apps, schema_editor):
    """
    The locks that are there are the owners'.
    """
    keyframes, shots = apps.get_model("editor", "Keyframe"), apps.get_model("editor", "Shot")
    owner = shots.objects.filter(pk=OuterRef("shot")).values("project__owner")[:1]
    keyframes.objects.filter(locked=True).update(locker=Subquery(owner))


class Migration(migrations.Migration):
    dependencies = [("editor", "0006_toured")]

    operations = [
        migrations.AddField(
            "keyframe",
            "locker",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(name_lockers, migrations.RunPython.noop),
    ]
