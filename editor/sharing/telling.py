"""
Telling open pages that what they may do has changed.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from editor.projects.models import Project
from editor.sharing.models import ShareLink
from jobs import progress


def tell(project: Project) -> None:
    """
    Have every open page of a project, and of the frozen copies that its links show, ask again what it may do.
    """
    tell_all([project])


def tell_all(projects: Iterable[Project]) -> None:
    """
    The same of several.
    """
    told = {project.pk for project in projects}
    copies = ShareLink.objects.filter(project__in=told).exclude(frozen=None).values_list("frozen", flat=True)
    for topic in sorted(Project(pk=one).topic for one in told.union(copies)):
        transaction.on_commit(partial(progress.publish, topic, {"type": "access"}))
