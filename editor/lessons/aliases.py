"""
What a learner is called in what they work in and hand in: their alias, and nothing that their account says.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from editor.lessons.models import Enrolment
from editor.projects.models import Project


def alias_in(project: Project) -> str | None:
    """
    The alias of the learner whose work a project is; None where it is nobody's.
    """
    if project.kind == Project.Kind.WORK:
        found = Enrolment.objects.filter(works__project=project)
    elif project.kind == Project.Kind.HANDED_IN:
        found = Enrolment.objects.filter(works__submissions__project=project)
    else:
        return None
    return found.values_list("alias", flat=True).first()


def renamed(project: Project, rows: Iterable[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    """
    Rows in which a property names the learner, with their alias in it.
    """
    found = [dict(row) for row in rows]
    alias = alias_in(project) if any(row[name] for row in found) else None
    return found if alias is None else [{**row, name: alias if row[name] else ""} for row in found]
