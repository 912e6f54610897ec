"""
Whether somebody has been shown around.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editor", "0005_judgements")]

    operations = [
        migrations.AddField("user", "toured", models.BooleanField(default=False)),
    ]
