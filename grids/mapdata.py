"""What the map shows: outlines of the user's areas, open cases by urgency, heat of a class.

Cases come from ``visible_to`` only; confidential ones are never on a map, whoever looks.
"""

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

import shapely
from constance import config
from django import forms
from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import Round
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import filters
from jiaozuo_social.cases.models import Case
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.places import boundaries, revisions, selectors
from jiaozuo_social.places.models import Boundary

MAX_OUTLINES = 1500
CELL_DIGITS = 3  # of a degree: heat is counted in cells of about a hundred metres
MAX_CELLS = 2000
SIMPLIFY = {4: 0.002, 6: 0.001, 9: 0.0003, 12: 0.00005}  # degrees, by the length of the parent's code
URGENCIES = {"urgent": "紧急", "overdue": "超期", "ordinary": "一般"}


class MapFilter(forms.Form):
    category = forms.ChoiceField(label="内容分类", required=False)
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=[("", "全部"), *URGENCIES.items()])
    heat = forms.BooleanField(label="显示热力（按所选分类）", required=False)
    kind = forms.CharField(required=False)  # these two are asked for by the board's map only
    under = forms.RegexField(r"^\d{2,17}$", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.choices = [("", "全部"), *filters.category_choices()]


def tiles() -> dict[str, str]:
    """The pictures behind the outlines, if an administrator set an address for them."""
    return {
        "url": settings.MAP_TILE_URL.replace("{key}", settings.MAP_TILE_KEY),
        "subdomains": settings.MAP_TILE_SUBDOMAINS, "credit": settings.MAP_TILE_CREDIT,
    }  # fmt: skip


def tile_hosts() -> list[str]:
    """Where pictures of the background map may come from: the host of the address in the settings."""
    parts = urlsplit(settings.MAP_TILE_URL.replace("{s}", "*"))
    host = parts.netloc
    if "*" in host:
        host = "*" + host[host.index(".") :]
    return [f"{parts.scheme}://{host}"] if host else []


def areas_of(user: AnyUser) -> list[str]:
    """Places of the user's departments within the city, those inside another left out."""
    found: list[str] = []
    codes = {m.department.place_code for m in memberships_of(user)}
    for code in sorted(
        (one for one in codes if one.startswith(settings.CITY_CODE)), key=lambda c: (len(c), c)
    ):
        if not code.startswith(tuple(found)):
            found.append(code)
    return found


def may_see(user: AnyUser, code: str) -> bool:
    return bool(code) and any(code.startswith(area) for area in areas_of(user))


def stamp(code: str) -> str:
    """Changes whenever a boundary does."""
    return f"{code}-{revisions.current(revisions.BOUNDARIES)}"


def outlines(code: str) -> dict[str, Any]:
    """The divisions below a place, or itself if none below is drawn, simplified to what a screen shows."""
    children = [one for one in selectors.children(code) if one.is_active][:MAX_OUTLINES]
    shapes = boundaries.shapes_of(one.code for one in children)
    if not shapes:
        own = selectors.division(code)
        children, shapes = [own] if own else [], boundaries.shapes_of([code])
    tolerance = SIMPLIFY.get(len(code), 0.00001)
    drawn = [one for one in children if one.code in shapes]
    texts = shapely.to_geojson([shapely.simplify(shapes[one.code], tolerance).normalize() for one in drawn])
    synthetic = Boundary.objects.filter(pk__in=list(shapes), is_synthetic=True).exists()
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": one.code,
                "name": one.short_name,
                "deeper": bool(selectors.children(one.code)),
            },
            "geometry": json.loads(text),
        }
        for one, text in zip(drawn, texts, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features, "synthetic": synthetic}


def cases(user: AnyUser, asked: dict[str, Any]) -> QuerySet[Case]:
    """Open cases with a position that the user may see."""
    rows = Case.objects.visible_to(user).filter(is_open=True, is_confidential=False, latitude__isnull=False)
    if asked.get("category"):
        rows = rows.filter(category_id=asked["category"])
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if asked.get("under"):
        rows = rows.filter(place_code__startswith=asked["under"])
    now = timezone.now()
    if asked.get("urgency") == "urgent":
        rows = rows.filter(is_urgent=True)
    elif asked.get("urgency") == "overdue":
        rows = rows.filter(is_urgent=False, due_at__lt=now)
    elif asked.get("urgency") == "ordinary":
        rows = rows.filter(is_urgent=False).exclude(due_at__lt=now)
    found: QuerySet[Case] = rows.select_related("category").order_by("-is_urgent", "due_at", "pk")
    return found


def urgency(case: Case) -> str:
    if case.is_urgent:
        return "urgent"
    return "overdue" if case.due_at and case.due_at < timezone.now() else "ordinary"


def points(user: AnyUser, asked: dict[str, Any]) -> tuple[list[dict[str, Any]], bool]:
    """What a pin needs, the most urgent first, and whether there are more than are shown."""
    most = config.MAP_MAX_CASES
    rows = list(cases(user, asked).defer("body")[: most + 1])
    found = [
        {
            "lat": float(case.latitude or 0), "lon": float(case.longitude or 0), "urgency": urgency(case),
            "title": case.title, "number": case.number, "category": case.category.name if case.category else "",
            "place": selectors.label(case.place_code), "url": reverse("cases:case", args=[case.pk]),
        }
        for case in rows[:most]
    ]  # fmt: skip
    return found, len(rows) > most


def heat(user: AnyUser, asked: dict[str, Any]) -> list[list[float]]:
    """[latitude, longitude, count] of cells in which cases of the last days lie, the fullest first."""
    since = timezone.now() - dt.timedelta(days=config.MAP_HEAT_DAYS)
    rows = Case.objects.visible_to(user).filter(
        is_confidential=False, latitude__isnull=False, received_at__gte=since
    )
    if asked.get("category"):
        rows = rows.filter(category_id=asked["category"])
    cells = (
        rows.order_by()
        .annotate(lat=Round("latitude", CELL_DIGITS), lon=Round("longitude", CELL_DIGITS))
        .values("lat", "lon")
        .annotate(count=Count("pk"))
        .order_by("-count", "lat", "lon")[:MAX_CELLS]
    )
    return [[float(one["lat"]), float(one["lon"]), one["count"]] for one in cells]
