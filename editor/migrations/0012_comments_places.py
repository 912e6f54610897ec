from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("editor", "0011_lessons_aliases")]

    operations = [
        migrations.RemoveConstraint(model_name="comment", name="an_answer_has_no_place"),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__isnull=False, y__isnull=False),
                name="a_pin_has_both_shares",
            ),
        ),
    ]
