"""
From a token to what lies behind it.

Unknown, expired and revoked tokens and wrong passwords take the same way and end in the same answer, so that
nobody learns which of them it was.
"""

from django.contrib.auth.hashers import check_password
from django.db.models import F
from django.utils import timezone

from editor.access import Key, Viewer
from editor.decoy import decoy
from editor.projects.models import Project
from editor.sharing.models import ShareLink
from editor.sharing.tokens import hash_of


def find(token: str) -> ShareLink | None:
    """
    The open link that has this token.
    """
    links = ShareLink.objects.open().select_related("project", "frozen")
    return links.filter(token_hash=hash_of(token)).first()


def unlock(token: str, password: str | None = None) -> ShareLink | None:
    """
    The open link that has this token and, where it has one, this password.

    A password is always compared with something, whatever the token is, and never more than once.
    """
    link = find(token)
    kept = link.password if link else ""
    if password is None:
        return None if kept else link
    fits = check_password(password, kept or decoy())
    return link if fits or not kept else None


def shown_by(link: ShareLink) -> Project:
    """
    The project at a link's end: how it was, or as it goes on.
    """
    return link.frozen or link.project


def held(viewer: Viewer, link: ShareLink) -> bool:
    """
    Whether this browser has opened the link already.
    """
    return key_to(link) in viewer.keys


def key_to(link: ShareLink) -> Key:
    """
    What a browser is given that has shown the token.
    """
    return Key(link.pk, link.generation)


def note_use(link: ShareLink) -> None:
    """
    Note that somebody has opened the link.
    """
    ShareLink.objects.filter(pk=link.pk).update(used_at=timezone.now(), uses=F("uses") + 1)
