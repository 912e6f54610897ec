"""
Who may do what: the only place that decides.
"""

from dataclasses import dataclass

from editor.teams.models import User


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    The one who looks: a person, or nobody.
    """

    user: User | None = None
