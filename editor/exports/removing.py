"""
Removing films of projects that are gone for good.
"""

from collections.abc import Collection

from django.core.files.storage import default_storage

from editor.exports.actions import film_path
from editor.exports.models import Export


def remove_films(keys: Collection[str]) -> None:
    """
    Remove the files of films that nobody has any more.
    """
    for key in set(keys) - set(Export.objects.filter(key__in=keys).values_list("key", flat=True)):
        default_storage.delete(film_path(key))
