"""Photos of a grid case by stage: 处置前, 核实, 处置后, 核查."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.cases.moves import Actor, MoveRefused

if TYPE_CHECKING:
    from .models import GridCase

Upload = uploads.CleanUpload | uploads.StoredUpload
Stage = Attachment.Stage


def add(case: "GridCase", photos: Iterable[Upload], stage: Stage, *, by: Actor) -> None:
    origin = Attachment.Origin.PETITIONER if by.is_petitioner else Attachment.Origin.STAFF
    for photo in photos:
        uploads.attach(case, photo, origin=origin, by=by.user, keep_position=True, stage=stage)


def require(case: "GridCase", stage: Stage, *, since: dt.datetime | None = None) -> None:
    found = case.attachments.filter(stage=stage, content_type__startswith="image/")
    if since is not None:
        found = found.filter(created_at__gt=since)
    if not found.exists():
        raise MoveRefused(f"请附{stage.label}的照片。")
