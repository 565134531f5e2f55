"""Files that people send: checked by content, stored at once, then referred to by a case.

A file is stored before its case is saved, and a sweep deletes what no case refers to: so a form that
comes back with errors keeps its files, and a transaction that is rolled back leaves no rubbish.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

import puremagic
from constance import config
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from . import pdfs, photos, recordings, viruses
from .models.attachment import Attachment

if TYPE_CHECKING:
    from .models import Case

KINDS = "照片（jpg、png、webp、heic）、PDF、录音（mp3、m4a、amr、wav、ogg）"
# What puremagic may call a file → what it is to us: type and suffix. Photos are written anew.
PHOTO, PDF = "photo", "application/pdf"
TYPES = {
    **dict.fromkeys((".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif"), (PHOTO, "")),
    ".pdf": (PDF, "pdf"),
    ".mp3": ("audio/mpeg", "mp3"),
    ".mpga": ("audio/mpeg", "mp3"),
    ".m4a": ("audio/mp4", "m4a"),
    ".amr": ("audio/amr", "amr"),
    ".wav": ("audio/wav", "wav"),
    **dict.fromkeys((".ogg", ".oga", ".opus"), ("audio/ogg", "ogg")),
}
HEAD_BYTES = 4096
KEEP_UNREFERRED = dt.timedelta(days=2)
ACCEPT = "image/*,.heic,.heif,application/pdf,.pdf,audio/*,.amr,.m4a"


CASES = "cases"
Referred = Callable[[str], Iterable[str]]


def _of_cases(start: str) -> list[str]:
    within = Q(file__startswith=start) | Q(preview__startswith=start)
    return [
        name for names in Attachment.objects.filter(within).values_list("file", "preview") for name in names
    ]


_folders: dict[str, Referred] = {CASES: _of_cases}


def register_folder(folder: str, referred: Referred) -> None:
    """Have the sweep look after a folder of an app; ``referred`` gives the kept paths with a beginning."""
    _folders[folder] = referred


@dataclass(frozen=True)
class CleanUpload:
    """A file that may be kept. ``position`` is where a photo was taken, for those who want it kept."""

    name: str
    content_type: str
    suffix: str
    content: IO[bytes]
    position: tuple[Decimal, Decimal] | None = None
    preview: bytes = b""  # of a photo: the same small


@dataclass(frozen=True)
class StoredUpload:
    """A kept file that no case refers to yet."""

    path: str
    name: str
    content_type: str
    size: int
    sha256: str
    position: tuple[Decimal, Decimal] | None = None
    preview: str = ""


def clean_upload(file: Any) -> CleanUpload:
    """Check an uploaded file; raises ValidationError with a sentence that names it."""
    name = clean_name(file.name)
    if file.size > config.UPLOAD_MAX_MB * 1024 * 1024:
        raise ValidationError(f"“{name}”超过 {config.UPLOAD_MAX_MB} MB，请压缩后再传。", code="size")
    if not file.size:
        raise ValidationError(f"“{name}”是空文件，请重新选择。", code="empty")
    file.seek(0)
    content_type, suffix = _type_of(file.read(HEAD_BYTES), name)
    file.seek(0)
    if content_type == PHOTO:
        clean = _photo(file, name)
    elif content_type == PDF:
        pdfs.check(file, name)
        clean = CleanUpload(name, content_type, suffix, file)
    else:
        sound = recordings.without_tags(file, content_type, name)
        clean = CleanUpload(name, content_type, suffix, sound)
    viruses.scan(clean.content, name)
    return clean


def clean_name(name: str | None) -> str:
    """The last part of the name without control signs, its end kept if it is too long."""
    last = PurePath((name or "").replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable()).strip() or "附件"
    return shown if len(shown) <= 100 else f"{shown[:60]}…{shown[-38:]}"


def _type_of(head: bytes, name: str) -> tuple[str, str]:
    """Type and suffix by content. Voice memos of Android phones differ from films by their name only."""
    try:
        found = [match.extension for match in puremagic.magic_string(head)]
    except puremagic.PureError:
        found = []
    if head[4:8] == b"ftyp" and name.lower().endswith(".m4a"):
        found.append(".m4a")
    known = next((suffix for suffix in found if suffix in TYPES), None)
    if known is None:
        raise ValidationError(f"“{name}”不是可以上传的文件。可以上传：{KINDS}。", code="type")
    return TYPES[known]


def _photo(file: IO[bytes], name: str) -> CleanUpload:
    photo = photos.rewrite(file, name)
    return CleanUpload(
        f"{PurePath(name).stem}.{photo.suffix}",
        photo.content_type,
        photo.suffix,
        photo.content,
        photo.position,
        photo.preview,
    )


def store(clean: CleanUpload, *, keep_position: bool = False, folder: str = CASES) -> StoredUpload:
    """Write the file under an unguessable name. The position is forgotten unless it is to be kept."""
    digest = hashlib.sha256()
    clean.content.seek(0)
    size = 0
    while chunk := clean.content.read(1024 * 1024):
        digest.update(chunk)
        size += len(chunk)
    clean.content.seek(0)
    wanted = f"{folder}/{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}.{clean.suffix}"
    path = default_storage.save(wanted, File(clean.content))
    position = clean.position if keep_position else None
    preview = _store_preview(path, clean) if folder == CASES else ""
    return StoredUpload(path, clean.name, clean.content_type, size, digest.hexdigest(), position, preview)


def _store_preview(path: str, clean: CleanUpload) -> str:
    if not clean.preview:
        return ""
    return default_storage.save(preview_path(path), ContentFile(clean.preview))


def preview_path(path: str) -> str:
    """Beside its photo, so that the sweep and the backup find both."""
    return f"{path.rsplit('.', 1)[0]}.preview.jpg"


def preview_of(path: str) -> str:
    """The preview that was stored with a file, or nothing."""
    beside = preview_path(path)
    return beside if default_storage.exists(beside) else ""


def attach(
    case: "Case",
    upload: CleanUpload | StoredUpload,
    *,
    origin: Attachment.Origin,
    by: Any = None,
    visible: bool = False,
    keep_position: bool = False,
    stage: str = "",
) -> Attachment:
    """Give the case a file; ``visible`` shows a file of the staff to the petitioner."""
    kept = store(upload, keep_position=keep_position) if isinstance(upload, CleanUpload) else upload
    latitude, longitude = kept.position or (None, None)
    return Attachment.objects.create(
        case_id=case.pk,
        file=kept.path,
        preview=kept.preview,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        origin=origin,
        stage=stage,
        is_public_to_petitioner=visible,
        uploaded_by=by if getattr(by, "is_authenticated", False) else None,
        latitude=latitude,
        longitude=longitude,
    )


def without_position(kept: StoredUpload) -> StoredUpload:
    return replace(kept, position=None)


def sweep() -> int:
    """Delete files of this and last month that nothing refers to after two days; returns how many."""
    this_month = timezone.localdate().replace(day=1)
    months = (this_month, this_month - dt.timedelta(days=1))
    return sum(
        _sweep_month(f"{folder}/{month:%Y/%m}", referred)
        for folder, referred in _folders.items()
        for month in months
    )


def _sweep_month(folder: str, referred: Referred) -> int:
    if not default_storage.exists(folder):
        return 0
    deleted, before = 0, timezone.now() - KEEP_UNREFERRED
    names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    for name in names.difference(referred(f"{folder}/")):
        if default_storage.get_modified_time(name) < before:
            default_storage.delete(name)
            deleted += 1
    return deleted
