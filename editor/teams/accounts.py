"""
What only somebody with an account may have.
"""

from editor.access import Viewer, person
from editor.refusals import Refused
from editor.teams.models import User


def account(viewer: Viewer, sentence: str) -> User:
    """
    The one who asks, who has an account; a guest, and whoever came by a link and is nobody, is told this.
    """
    user = viewer.user if viewer.keys else person(viewer)
    if user is None or user.is_guest:
        raise Refused("account_needed", sentence, status=403)
    return user
