"""
The subjects' routers, gathered for the one API.
"""

from ninja import Router

from editor.bin.api import router as bins
from editor.comments.api import router as comments
from editor.exports.api import router as exports
from editor.lessons.class_api import router as classes
from editor.lessons.exercise_api import router as exercises
from editor.lessons.exercise_api import works
from editor.lessons.lesson_api import router as lessons
from editor.lessons.submission_api import router as submissions
from editor.poses.api import router as poses
from editor.poses.versions_api import router as versions
from editor.projects.api import router as projects
from editor.projects.copy_api import router as copies
from editor.sharing.api import router as links
from editor.teams.api import router as people
from editor.teams.team_api import projects_router as places
from editor.teams.team_api import router as teams
from editor.timeline.api import router as timeline
from editor.timeline.render_api import router as renders
from editor.watching.api import router as watching

routers: list[tuple[str, Router]] = [
    ("", people),
    ("/teams", teams),
    ("/projects", projects),
    ("/projects", poses),
    ("/projects", versions),
    ("/projects", copies),
    ("/projects", places),
    ("/projects", bins),
    ("/projects", links),
    ("/projects", comments),
    ("/projects", timeline),
    ("/projects", renders),
    ("/projects", exports),
    ("/lessons", lessons),
    ("/classes", classes),
    ("/exercises", exercises),
    ("/works", works),
    ("/submissions", submissions),
    ("/projects", watching),
]
