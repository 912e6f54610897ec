"""
Compare the rows with the files.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from editor.models import Picture, Project
from editor.projects.copying import digest_of
from jobs.actions import lost
from jobs.frames import picture_path
from jobs.models import Segment


class Command(BaseCommand):
    help = (
        "After a restored backup or a power cut: have lost drawings drawn again, and name lost pictures and"
        " frozen copies that are not what they were."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for copy in Project.objects.exclude(digest="").iterator():
            if digest_of(copy) != copy.digest:
                self.stdout.write(f"The frozen copy {copy.pk} ({copy.title}) is not what it was.")
        done = Segment.objects.filter(state=Segment.State.DONE).values_list("key", flat=True)
        count = sum(lost(key) for key in list(done))
        self.stdout.write(f"{count} segments lack drawings; the next Render draws them.")
        for sha in Picture.objects.values_list("sha256", flat=True):
            if not default_storage.exists(picture_path(sha)):
                self.stdout.write(f"{picture_path(sha)} is missing; copy it back from the backup.")
