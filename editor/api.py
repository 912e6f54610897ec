"""
The subjects' routers, gathered for the one API.
"""

from ninja import Router

from editor.bin.api import router as bins
from editor.exports.api import router as exports
from editor.poses.api import router as poses
from editor.poses.versions_api import router as versions
from editor.projects.api import router as projects
from editor.teams.api import router as teams
from editor.timeline.api import router as timeline
from editor.timeline.render_api import router as renders

routers: list[tuple[str, Router]] = [
    ("", teams),
    ("/projects", projects),
    ("/projects", poses),
    ("/projects", versions),
    ("/projects", bins),
    ("/projects", timeline),
    ("/projects", renders),
    ("/projects", exports),
]
