"""The Celery application; tasks live in each app's ``tasks.py``."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaozuo_social.settings.demo")
app = Celery("jiaozuo_social")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def keep_what_is_loaded(**signal: Any) -> None:
    """The code and its models stay for good: to look through them for garbage again and again slows a job down."""
    gc.freeze()
