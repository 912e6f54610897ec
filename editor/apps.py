"""
What people make: teams, projects, poses, timelines and their films.
"""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    name = "editor"
    default_auto_field = "django.db.models.BigAutoField"
