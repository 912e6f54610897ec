"""
The wiring of the studio: settings, addresses, doors.
"""

from kfweb.celery import app as celery_app

__all__ = ["celery_app"]
