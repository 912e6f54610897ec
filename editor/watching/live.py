"""
The live player: told that what it shows has changed, never how. It reads the reel again.
"""

from typing import Any

from channels.db import database_sync_to_async

from editor.live import ProjectConsumer
from editor.projects.models import Project
from editor.projects.snapshot import Snapshot
from jobs.models import Segment

PASSED_ON = ("access", "again", "comment", "work")
CHANGING = ("ops", "judgement")


class WatchConsumer(ProjectConsumer):
    """
    One player that shows one project: let in, told of its rights and dismissed as every page.
    """

    async def event(self, message: dict[str, Any]) -> None:
        """
        Pass on what a player needs to know.
        """
        event = message["event"]
        if event["type"] in PASSED_ON:
            await super().event(message)
        elif event["type"] in CHANGING or _is_drawn(event):
            await self._send({"type": "changed"})

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _snapshot(self, project: Project) -> Snapshot:
        return {"revision": project.revision}


def _is_drawn(event: dict[str, Any]) -> bool:
    """
    Whether a segment has all its drawings by now.
    """
    return event["type"] == "segment" and event.get("state") == Segment.State.DONE
