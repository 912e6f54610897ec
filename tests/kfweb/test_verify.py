"""
After a restored backup: what the rows promise is compared with the files.
"""

import copy
import io
from pathlib import Path

import pytest
from django.core.management import call_command

from editor.projects.copying import freeze
from editor.timeline.renders import request_render
from jobs import drawing
from jobs.frames import picture_path
from jobs.models import Segment
from tests.factories import story, viewer_for
from tests.jobs.rows import claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(tmp_path, settings) -> Path:
    storages = copy.deepcopy(settings.STORAGES)
    storages["default"]["OPTIONS"] = {"location": str(tmp_path)}
    settings.STORAGES = storages
    return Path(tmp_path)


def verify() -> str:
    out = io.StringIO()
    call_command("verify", stdout=out)
    return out.getvalue()


def test_a_frozen_copy_that_is_not_what_it_was_is_named(media):
    project = story(0, 4)
    copies = [freeze(project, kind, project.owner) for kind in ("frozen", "handed_in")]
    assert "not what it was" not in verify()
    copies[0].shots.get().keyframes.first().delete()
    assert verify().startswith(
        f"The frozen copy {copies[0].pk} ({project.title}) is not what it was.\n0 segm"
    )


def test_rows_without_files_are_found(media):
    project = story(0, 4, 8, method="crossfade")
    request_render(viewer_for(project), project)
    for _ in range(2):
        drawing.draw(claim())
    assert verify() == "0 segments lack drawings; the next Render draws them.\n"

    first, second = Segment.objects.order_by("queued_at")
    for file in media.glob(f"frames/*/{first.key}/*"):
        file.unlink()
    sha = second.sheet["last"]
    (media / picture_path(sha)).unlink()

    said = verify()
    assert said.startswith("1 segments lack drawings")
    assert f"{picture_path(sha)} is missing" in said
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.drawings_done, second.state) == ("cancelled", 0, "done")
