"""
Removing the pictures of frames of projects that are gone for good.
"""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.core.files.storage import default_storage

from editor.watching.stills import folder_of


def remove(projects: Iterable[UUID]) -> None:
    """
    Remove all that was laid together for some projects.
    """
    for folder in map(folder_of, projects):
        with suppress(FileNotFoundError):
            for name in default_storage.listdir(folder)[1]:
                default_storage.delete(f"{folder}/{name}")
            default_storage.delete(folder)
