"""
The pictures that a pose has or had.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editor', '0003_tracks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('framing', models.JSONField(blank=True, null=True)),
                ('file', models.CharField(blank=True, db_index=True, max_length=64)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editor.picture')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='editor.picture')),
                ('pose', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='editor.pose')),
            ],
            options={
                'ordering': ['-made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('pose', 'picture'), name='one_version_per_picture')],
            },
        ),
    ]
