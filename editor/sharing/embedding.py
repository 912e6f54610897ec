"""
What somebody copies into a page of theirs to show a project there.
"""

from django.http import HttpRequest
from django.utils.html import format_html

from editor.sharing.models import ShareLink
from editor.sharing.opening import shown_by

WIDTH = 640
CONTROLS = 44  # pixels of height below the picture, at that width


def can_be_embedded(link: ShareLink) -> bool:
    """
    Whether a link may be shown in pages of others: it only watches, and asks for no password.
    """
    return link.level == ShareLink.Level.VIEW and not link.password


def embed_html(request: HttpRequest, link: ShareLink, token: str) -> str | None:
    """
    The element that shows what a link opens, in the shape of its picture.
    """
    if not can_be_embedded(link):
        return None
    project = shown_by(link)
    height = round(WIDTH * project.height / project.width) + CONTROLS
    return format_html(
        '<iframe src="{}" title="{}" style="border:0;width:100%;max-width:{}px;aspect-ratio:{}/{}"'
        ' loading="lazy" allow="fullscreen"></iframe>',
        request.build_absolute_uri(f"/e/{token}"),
        project.title,
        WIDTH,
        WIDTH,
        height,
    )
