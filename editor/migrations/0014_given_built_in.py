from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("editor", "0013_given_judgements")]

    operations = [
        migrations.AddField(
            "exercise",
            "built_in",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            "exercise",
            "lesson",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.RESTRICT,
                related_name="exercises",
                to="editor.lesson",
            ),
        ),
        migrations.AddConstraint(
            "exercise",
            models.CheckConstraint(
                condition=Q(lesson=None) & ~Q(built_in="") | Q(lesson__isnull=False, built_in=""),
                name="an_exercise_has_one_lesson",
            ),
        ),
    ]
