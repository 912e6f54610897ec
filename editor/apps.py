"""
What people make: teams, projects, poses, timelines and their films.
"""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    name = "editor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """
        Listen to what others tell.
        """
        from django.contrib.auth.signals import user_logged_out

        from editor.live import close_session
        from editor.timeline.renders import keep_take
        from jobs.signals import segment_settled

        segment_settled.connect(keep_take, dispatch_uid="editor.keep_take")
        user_logged_out.connect(close_session, dispatch_uid="editor.close_session")
