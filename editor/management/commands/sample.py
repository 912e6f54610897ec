"""
Draw the sample's pictures, so that the first guest need not wait for them.
"""

from typing import Any

from django.core.management.base import BaseCommand

from editor.projects.sample import pictures


class Command(BaseCommand):
    """
    `manage.py sample`: draws once; asked again, it only looks.
    """

    help = "Draw the sample project's pictures into the storage, unless they are there."

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Draw what is missing.
        """
        count = len(pictures())
        if options["verbosity"]:
            self.stdout.write(f"The sample's {count} pictures are there.")
