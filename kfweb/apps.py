"""
The wiring, as Django knows it: templates, commands and checks.
"""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "kfweb"

    def ready(self) -> None:
        from kfweb import checks  # noqa: F401  (registers them)
