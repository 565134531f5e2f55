"""Stored files on their way to a browser."""

import logging

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponseBase

PDF = "application/pdf"
SHOWN_IN_BROWSER = ("image/jpeg", "image/png", "image/webp", PDF)  # the rest is saved

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


def inert(answer: HttpResponseBase) -> None:
    """What is in the file is neither guessed at nor run by the browser."""
    answer["X-Content-Type-Options"] = "nosniff"
    if answer["Content-Type"] != PDF:  # browsers refuse to show a PDF in a sandbox
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
