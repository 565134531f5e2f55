"""The register of households: brought in by lines of text, changed only while no vote depends on it."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import MoveRefused

from . import selectors
from .models import Household

FROZEN = "这个范围有正在公示或者表决的议事，住户登记暂不能改，以免影响表决结果。"
LONGEST, LARGEST = 60, Decimal(100_000)


@dataclass(frozen=True)
class Line:
    number: str
    area: Decimal | None


def read(text: str) -> tuple[list[Line], list[str]]:
    """Lines “门牌” or “门牌，面积”; returns what is right and a sentence for each that is not."""
    good: dict[str, Line] = {}
    wrong = []
    for index, raw in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in raw.replace("，", ",").replace("\t", ",").split(",")]
        if not any(parts):
            continue
        try:
            good[parts[0]] = _line(parts)
        except ValueError as exc:
            wrong.append(f"第 {index} 行：{exc}")
    return list(good.values()), wrong


def _line(parts: list[str]) -> Line:
    number, *rest = parts
    if not number or len(number) > LONGEST:
        raise ValueError("门牌不能为空，也不能超过 60 字")
    if not rest or not rest[0]:
        return Line(number, None)
    try:
        area = Decimal(rest[0]).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise ValueError(f"“{rest[0][:20]}”不是面积") from None
    if not area.is_finite() or not 0 < area < LARGEST:
        raise ValueError("面积要大于 0")
    return Line(number, area)


def enter(place_code: str, lines: list[Line], *, by: Any, request: HttpRequest | None = None) -> int:
    """Add households and correct areas of known ones; returns how many are new."""
    with transaction.atomic():
        if selectors.is_register_frozen(place_code):
            raise MoveRefused(FROZEN)
        created = 0
        for line in lines:
            row, is_new = Household.objects.get_or_create(
                place_code=place_code, number=line.number, defaults={"area": line.area}
            )
            created += is_new
            if not is_new:
                row.area, row.is_active = line.area or row.area, True
                row.save()
        record(
            Access.Action.CHANGE,
            request=request,
            user=by,
            reason="住户登记",
            place=place_code,
            rows=len(lines),
        )
    return created


def strike_off(household: Household, *, by: Any, request: HttpRequest | None = None) -> None:
    with transaction.atomic():
        if selectors.is_register_frozen(household.place_code):
            raise MoveRefused(FROZEN)
        household.is_active = False
        household.save()
        record(Access.Action.CHANGE, request=request, user=by, obj=household, act="移出住户登记")
