"""
What Celery calls to have a film written.
"""

from typing import Any
from uuid import UUID

from celery import shared_task

from editor.exports import actions, writing


@shared_task(name=actions.WRITE_FILM)
def write_film(film_id: str, *_unknown: Any, **_more: Any) -> None:
    """
    Write a film that waits; a doubled or late message finds none. What another version adds is passed over.
    """
    try:
        film = actions.claim(UUID(film_id))
    except (ValueError, AttributeError, TypeError):
        return  # garbage in the queue names no film
    if film is not None:
        writing.write(film)
