"""Files of the rooms of this app: checked and written anew like those of a case, served by permission."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.http import FileResponse
from django.utils import timezone

from jiaozuo_social.cases import uploads
from jiaozuo_social.web.storedfiles import SHOWN_IN_BROWSER, inert, opened

FOLDER = "grids"


class KeptFile(models.Model):
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("文件", max_length=200)
    name = models.CharField("文件名", max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def keep(relation: Any, files: Iterable[uploads.CleanUpload], *, by: Any, **fields: Any) -> list[Any]:
    """Store the files and hang them on a row: ``keep(task.files, …)``."""
    kept = []
    for clean in files:
        stored = uploads.store(clean, folder=FOLDER)
        row = relation.create(
            file=stored.path, name=stored.name, content_type=stored.content_type, size=stored.size,
            sha256=stored.sha256, uploaded_by=by, **fields,
        )  # fmt: skip
        kept.append(row)
    return kept


def referred(start: str) -> list[str]:
    """Paths that any of this app's rows refers to, for the sweep of unsent files."""
    found: list[str] = []
    for model in KeptFile.__subclasses__():
        rows: Any = model._default_manager.filter(file__startswith=start)
        found += rows.values_list("file", flat=True)
    return found


def serve(kept: Any) -> FileResponse:
    """Harmless types may be shown in the browser, without scripts; the rest is saved."""
    answer = FileResponse(
        opened(kept.file),
        as_attachment=kept.content_type not in SHOWN_IN_BROWSER,
        filename=kept.name,
        content_type=kept.content_type,
    )
    inert(answer)
    return answer
