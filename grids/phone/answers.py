"""How a delivery is answered: to the queue as JSON with the item's number, to a plain form as a page."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from jiaozuo_social.web.errors import refuse
from jiaozuo_social.web.http import wants_json
from jiaozuo_social.web.refusals import INVALID

from ..models import Delivery
from .deliveries import Clock, ForeignNumber, earlier

FOREIGN = "这件内容的编号已被其他人使用，请删除后重新登记。"


def again(request: HttpRequest, clock: Clock) -> HttpResponse | None:
    """The first answer, if this item was done before: asked before any photo is looked at."""
    try:
        found = earlier(request.user, uuid.UUID(request.POST.get("client_uuid", "")))
    except ValueError:
        return None  # the form says so at its field
    except ForeignNumber:
        return refuse(request, 409, FOREIGN)
    return accepted(request, found, clock) if found else None


def accepted(request: HttpRequest, delivery: Delivery, clock: Clock) -> HttpResponse:
    message, link = delivery.answer["message"], delivery.answer["link"]
    if clock.is_wrong:
        message += "手机时间不准，已按标准时间登记。"
    if wants_json(request):
        body = {"client_uuid": str(delivery.pk), "message": message, "link": link}
        return JsonResponse(body, status=201)
    messages.success(request, message)
    return redirect(link or "grids:phone-today")


def invalid(request: HttpRequest, form: BaseForm) -> HttpResponse:
    """400 with every sentence and its field; only for the queue, a page shows its form again."""
    errors: list[dict[str, Any]] = [
        {"field": "" if field == "__all__" else field, "message": str(sentence)}
        for field, sentences in form.errors.items()
        for sentence in sentences
    ]
    return refuse(request, 400, INVALID, errors=errors)
