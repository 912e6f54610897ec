"""
The Celery app.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

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
