"""Refusals of the API as problem details (RFC 9457), in the words of the pages."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework import exceptions
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from .errors import problem
from .refusals import INVALID, Invalid, TooLarge

CONTENT_TYPE = "application/problem+json"


def problem_details(exception: Exception, context: dict[str, Any]) -> Response | None:
    """``REST_FRAMEWORK["EXCEPTION_HANDLER"]``; what it does not know becomes a logged 500."""
    exception = _translated(exception)
    response = exception_handler(exception, context)
    if response is None:
        return None
    response.data = _body(exception, response)
    response.content_type = CONTENT_TYPE
    return response


def _translated(exception: Exception) -> Exception:
    """What Django raises while it reads a request, as what it means."""
    if isinstance(exception, RequestDataTooBig):
        return TooLarge()
    if isinstance(exception, SuspiciousOperation):
        return ParseError()
    return exception


def _body(exception: Exception, response: Response) -> dict[str, Any]:
    status = response.status_code
    if isinstance(exception, Invalid):
        return problem(status, INVALID, errors=exception.errors)
    if isinstance(exception, ValidationError):
        return problem(status, INVALID, errors=list(_flat(exception.detail)))
    if status == 404:
        return problem(404)  # "not yours" and "not there" look alike
    if isinstance(exception, exceptions.Throttled):
        return problem(429)
    if isinstance(exception, ParseError):
        return problem(status, "请求体无法解析：应为 UTF-8 编码、格式正确的内容，与 Content-Type 一致。")
    detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    return problem(status, str(detail))


def _flat(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """Nested errors of serializers as one list; a field inside another is ``outer.inner``."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            name = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, f"{field}.{name}" if field and name else name or field)
    elif isinstance(detail, list) and not all(isinstance(one, str) for one in detail):
        for index, inner in enumerate(detail):
            yield from _flat(inner, f"{field}.{index}")
    else:
        for message in detail if isinstance(detail, list) else [detail]:
            yield {"field": field, "message": str(message)}
