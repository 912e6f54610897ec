"""
Where pictures and static files are kept.
"""

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class FolderStorage(FileSystemStorage):
    """
    Pictures in a folder of this machine.
    """


class StaticStorage(CompressedManifestStaticFilesStorage):
    """
    Static files under hashed names, compressed once.
    """

    # Modules import each other by names of the import map, never by path, so nothing is rewritten.
    support_js_module_import_aggregation = False
    manifest_strict = False
