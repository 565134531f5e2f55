"""What people see when something is refused or breaks: a page in Chinese, or problem details (RFC 9457)."""

import logging
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django_ratelimit.exceptions import Ratelimited

from .http import wants_json

logger = logging.getLogger(__name__)

TITLES = {
    400: "请求有误",
    401: "请先登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持的操作",
    406: "不支持的格式",
    409: "情况已有变化",
    413: "内容过大",
    415: "不支持的格式",
    429: "操作过于频繁",
    500: "系统出错",
}
SENTENCES = {
    400: "系统看不懂这次请求，请返回上一页重试。",
    401: "请登录后再试。",
    403: "您的账号不能进行这项操作。如工作需要，请联系本单位的系统管理员。",
    404: "没有这个页面，或者您无权查看。请核对网址、编号和查询码。",
    409: "这件事刚刚被别人处理过，请刷新页面后再试。",
    429: "操作太快了，请过几分钟再试。",
    500: "系统出了问题，工作人员会尽快处理。刚才填写的内容可能没有保存，请稍后再试。",
}
CSRF_SENTENCE = "页面停留太久，或者浏览器没有接受 Cookie，提交没有生效。请返回上一页，刷新后重新提交。"


def problem(status: int, detail: str = "", **extra: Any) -> dict[str, Any]:
    """The body of a problem answer."""
    title = TITLES.get(status, "请求未完成")
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or SENTENCES.get(status, title),
        **extra,
    }


def refuse(request: HttpRequest, status: int, sentence: str = "", **extra: Any) -> HttpResponse:
    """Answer with a status and a sentence that the reader can act on."""
    body = problem(status, sentence, **extra)
    if wants_json(request):
        return JsonResponse(body, status=status, content_type="application/problem+json")
    return render(request, "web/error.html", {"problem": body}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of the refusal if it brought one; a rate limit says so."""
    if isinstance(exception, Ratelimited):
        return refuse(request, 429)
    sentence = str(exception) if isinstance(exception, PermissionDenied) else ""
    return refuse(request, 403, sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for "not there" and "not yours", whatever the exception says."""
    return refuse(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("csrf check failed on %s: %s", request.path, reason)
    return refuse(request, 403, CSRF_SENTENCE)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a number that is in the log too. The page uses no database and no context processor."""
    number = incident_number(request)
    logger.error("incident %s on %s %s", number, request.method, request.path, exc_info=True)
    body = problem(500, incident=number)
    if wants_json(request):
        return JsonResponse(body, status=500, content_type="application/problem+json")
    context = {"problem": body, "site_name": settings.SITE_NAME}
    return render(None, "500.html", context, status=500)


def incident_number(request: HttpRequest) -> str:
    """Twelve characters of the request's number in threes of four: short enough to be read out."""
    code = getattr(request, "request_id", uuid.uuid4().hex)[:12].upper()
    return "-".join((code[:4], code[4:8], code[8:]))
