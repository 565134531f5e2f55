"""The gate of the pages of the 减负 ledger, and the one way from an address to a row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from jiaozuo_social.cases.views.staff_access import staff_only

from .. import access, selectors
from ..models import BurdenTask, InventoryRow

View = Callable[..., HttpResponseBase]


def _gate(allowed: Callable[[Any], bool], sentence: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request.user):
                raise PermissionDenied(sentence)
            return view(request, *args, **kwargs)

        return staff_only(checked)

    return decorate


readers_only = _gate(access.concerns, "减负台账供减负专班、承办单位和街道社区使用。")
office_only = _gate(lambda user: bool(access.offices(user)), "这里由减负专班办理。")
enterers_only = _gate(access.may_enter_rows, "减负清册由减负专班、街道和社区登记。")
city_office_only = _gate(access.edits_catalogue, "减负事项的名称由市级减负专班填写。")


def seen_task(request: HttpRequest, pk: int) -> BurdenTask:
    return get_object_or_404(selectors.tasks(request.user), pk=pk)


def seen_row(request: HttpRequest, pk: int) -> InventoryRow:
    rows = InventoryRow.objects.visible_to(request.user).select_related("department", "reported_by", "task")
    return get_object_or_404(rows, pk=pk)
