"""
Telling open pages that what they may do has changed.
"""

from functools import partial

from django.db import transaction

from editor.projects.models import Project
from editor.sharing.models import ShareLink
from jobs import progress


def tell(project: Project) -> None:
    """
    Have every open page of a project, and of the frozen copies that its links show, ask again what it may do.
    """
    copies = ShareLink.objects.filter(project=project).exclude(frozen=None).select_related("frozen")
    topics = {project.topic, *(link.frozen.topic for link in copies if link.frozen)}
    for topic in sorted(topics):
        transaction.on_commit(partial(progress.publish, topic, {"type": "access"}))
