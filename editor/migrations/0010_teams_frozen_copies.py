"""
What a frozen link shows follows its project: it has the same owner, and is in the same team.
"""

from django.db import migrations, models
from django.db.models import Q


def follow(apps, _schema):
    """
    Bring the copies there are to where their originals have been moved since.
    """
    projects = apps.get_model("editor", "Project").objects
    links = apps.get_model("editor", "ShareLink").objects
    shown = links.exclude(frozen=None).exclude(project__team=None).filter(frozen__starts=None)
    for copy, owner, team in shown.values_list("frozen", "project__owner", "project__team"):
        projects.filter(pk=copy).update(owner=owner, team=team)


class Migration(migrations.Migration):
    dependencies = [("editor", "0009_lessons")]

    operations = [
        migrations.RunPython(follow, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=~Q(role="owner") | ~Q(email=""), name="owners_are_invited_by_mail"
            ),
        ),
    ]
