"""
The subjects' routers, gathered for the one API.
"""

from ninja import Router

from editor.exports.api import router as exports
from editor.poses.api import router as poses
from editor.projects.api import router as projects
from editor.teams.api import router as teams
from editor.timeline.api import router as timeline

routers: list[tuple[str, Router]] = [
    ("", teams),
    ("/projects", projects),
    ("/projects", poses),
    ("/projects", timeline),
    ("/projects", exports),
]
