import unicodedata

from django.db import migrations, models

INVISIBLE = "\u200c\u200d\u200e\u200f"


def fold(apps, _schema):
    """
    Keep of each alias what it is taken for.
    """
    enrolments = apps.get_model("editor", "Enrolment").objects
    for enrolment in enrolments.only("alias").iterator():
        found = unicodedata.normalize("NFKC", enrolment.alias).casefold()
        enrolment.folded = "".join(c for c in found if c not in INVISIBLE and not c.isspace())
        enrolment.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("editor", "0010_teams_frozen_copies")]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=720),
            preserve_default=False,
        ),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="enrolment", name="one_alias_per_class"),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(fields=["group", "folded"], name="one_alias_per_class"),
        ),
    ]
