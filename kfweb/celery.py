"""
The Celery app.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

from kfweb.studio.tether import tie_to_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kfweb.settings")

app = Celery("kfweb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["jobs", "editor.exports"])


@worker_process_init.connect
def one_thread_each(**_: Any) -> None:
    """
    Let the pool, not OpenCV, decide how many cores are busy.
    """
    import cv2

    cv2.setNumThreads(1)


@worker_process_init.connect
def die_with_the_worker(**_: Any) -> None:
    """
    A worker that is killed leaves nobody drawing: its segments belong to whoever takes them up next.
    """
    tie_to_parent(os.getppid())
