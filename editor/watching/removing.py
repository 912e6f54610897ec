"""
Removing the pictures of frames when what they show is gone for good.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.files.storage import default_storage

from editor.projects.models import Project
from editor.watching.showing import showing, still_of


def contents(project: Project) -> dict[str, frozenset[str]]:
    """
    The pictures of frames that a project shows now, by their names, with the pictures and takes on each.
    """
    names = {span.picture for span in showing(project).spans}
    return {name: frozenset(_hashes(still_of(project, name) or {})) for name in names}


def remove(shown: Mapping[str, frozenset[str]], gone: Collection[str]) -> None:
    """
    Remove those on which anything is that is gone.
    """
    for name, hashes in shown.items():
        if hashes & set(gone):
            default_storage.delete(f"reel/{name[:2]}/{name}")


def _hashes(said: Any) -> Iterator[str]:
    if isinstance(said, Mapping):
        yield from (
            value for name in ("plate", "picture", "take") if isinstance(value := said.get(name), str)
        )
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from _hashes(one)
