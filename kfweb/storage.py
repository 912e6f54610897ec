"""
Where pictures and static files are kept on this machine.
"""

import contextlib
import os
import tempfile
import time
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

UNFINISHED = ".unfinished"
DAY = 24 * 60 * 60


class FolderStorage(FileSystemStorage):
    """
    Pictures in a folder of this machine.

    A file appears whole or not at all, under exactly the name that was given: names here say what
    is in the file, so writing one a second time writes the same bytes.
    """

    # Waiting for the disk at every drawing would cost a quarter of the drawing time. A drawing lost
    # in a power cut can be drawn again; a picture that somebody uploaded cannot.
    redrawable = ("frames/", "reel/")

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        goal = Path(self.path(name))
        goal.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self._unfinished())
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                if not name.startswith(self.redrawable):
                    os.fsync(file.fileno())
            Path(unfinished).chmod(self.file_permissions_mode or 0o644)
            Path(unfinished).replace(goal)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        if not name.startswith(self.redrawable):
            self._settle(goal.parent)
        return name.replace("\\", "/")

    def _unfinished(self) -> Path:
        """
        Where files grow: on the same disk, so that a rename moves them, and out of every listing.
        """
        folder = Path(self.location) / UNFINISHED
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @staticmethod
    def _settle(folder: Path) -> None:
        """
        Have the disk keep the folder's new name, not only the file's bytes.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def forget_unfinished(self) -> int:
        """
        Remove what writers that were killed left behind more than a day ago; say how many.
        """
        old = [file for file in self._unfinished().iterdir() if file.stat().st_mtime < time.time() - DAY]
        for file in old:
            with contextlib.suppress(FileNotFoundError):
                file.unlink()
        return len(old)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """
    Static files under hashed names, compressed once.
    """

    # Modules import each other by names of the import map, never by path, so nothing is rewritten.
    support_js_module_import_aggregation = False
