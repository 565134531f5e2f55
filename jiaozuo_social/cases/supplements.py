"""Files that come with a supplement; the same supplement sent twice is taken once."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone

from . import uploads
from .models import Attachment, Entry
from .moves import MoveRefused

SAME_WITHIN = dt.timedelta(minutes=10)
TWICE = "这次补充已经收到，不用重复提交。"


def attach_once(files: Sequence[uploads.StoredUpload], *, note: str, user: Any) -> Callable[[Any], None]:
    """For the verb ``supplement``, which calls it inside the case's lock."""

    def attach(case: Any) -> None:
        if case.attachments.filter(file__in=[file.path for file in files]).exists() or _said_before(
            case, note, files
        ):
            raise MoveRefused(TWICE)
        for file in files:
            uploads.attach(case, file, origin=Attachment.Origin.PETITIONER, by=user)

    return attach


def _said_before(case: Any, note: str, files: Sequence[uploads.StoredUpload]) -> bool:
    """The very same words without files, a moment ago."""
    last = case.entries.order_by("-seq").first()
    return (
        not files
        and last is not None
        and (last.move, last.by, last.note) == ("supplement", Entry.By.PETITIONER, note)
        and last.at > timezone.now() - SAME_WITHIN
    )
