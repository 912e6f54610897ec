"""
A learner gives their judgement by an act of its own; what was said so far counted as given.
"""

from django.db import migrations, models

SAID = ("identity", "reasons", "frames", "text")


def give(apps, _schema):
    """
    Let those who were told what was measured stay so.
    """
    judgements = apps.get_model("editor", "Judgement").objects.exclude(identity="")
    for one in judgements.filter(keyframe__shot__project__kind__in=("work", "handed_in")).iterator():
        one.given = {"at": one.changed_at.isoformat(), **{name: getattr(one, name) for name in SAID}}
        one.save(update_fields=["given"])


class Migration(migrations.Migration):
    dependencies = [("editor", "0012_comments_places")]

    operations = [
        migrations.AddField("judgement", "given", models.JSONField(blank=True, null=True)),
        migrations.RunPython(give, migrations.RunPython.noop, elidable=True),
    ]
