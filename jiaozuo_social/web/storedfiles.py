"""Stored files on their way to a browser."""

import logging

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import Http404

logger = logging.getLogger(__name__)


def opened(stored: FieldFile) -> File:
    """The file for a response; one that the disk has lost is a page that is not there, and an error in the log."""
    try:
        return stored.open("rb")
    except FileNotFoundError:
        logger.error(
            "a file of %s %s is missing on the disk", stored.instance._meta.label, stored.instance.pk
        )
        raise Http404("这个文件已不在服务器上，请与系统管理员联系。") from None
