"""
A file is there whole, under its name, or not at all.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from kfweb.storage import FolderStorage


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(location=tmp_path / "media")


def read(storage, name):
    with storage.open(name) as file:
        return file.read()


def test_the_name_is_kept(storage):
    for _ in range(2):
        assert storage.save("pictures/ab/abc.png", ContentFile(b"same")) == "pictures/ab/abc.png"

    assert storage.listdir("pictures/ab") == ([], ["abc.png"])


class Failing(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("before", [None, b"whole"])
def test_a_write_that_fails_changes_nothing(storage, before):
    if before is not None:
        storage.save("pictures/a.png", ContentFile(before))

    with pytest.raises(OSError, match="No space"):
        storage.save("pictures/a.png", Failing(b""))

    assert storage.exists("pictures/a.png") is (before is not None)
    if before is not None:
        assert read(storage, "pictures/a.png") == before
    assert storage.listdir(".unfinished") == ([], [])


def test_readers_never_see_a_part(storage):
    whole = b"x" * 500_000
    storage.save("frames/a.png", ContentFile(whole))

    def write():
        for _ in range(20):
            storage.save("frames/a.png", ContentFile(whole))

    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(write) for _ in range(3)]
        while not all(one.done() for one in writing):
            assert read(storage, "frames/a.png") == whole

    assert [one.result() for one in writing] == [None] * 3


@pytest.mark.parametrize("name", ["../out.png", "/etc/out.png", "a/../../out.png"])
def test_no_name_leaves_the_folder(storage, name):
    with pytest.raises(SuspiciousFileOperation):
        storage.save(name, ContentFile(b"x"))


def test_what_killed_writers_left_is_forgotten_after_a_day(storage, tmp_path):
    storage.save("a.png", ContentFile(b"x"))
    folder = tmp_path / "media" / ".unfinished"
    old, new = folder / "old", folder / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    long_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old, (long_ago, long_ago))

    assert storage.forget_unfinished() == 1
    assert list(folder.iterdir()) == [new]


def test_pictures_are_settled_on_the_disk_and_drawings_are_not(storage, monkeypatch):
    settled = []
    monkeypatch.setattr(os, "fsync", settled.append)

    storage.save("frames/ab/key/0.full.png", ContentFile(b"can be drawn again"))
    assert settled == []

    storage.save("pictures/ab/abc.png", ContentFile(b"cannot"))
    assert len(settled) == 2
