"""Refusals of the API as problem details (RFC 9457), in the words of the pages."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from .errors import problem


def problem_details(exception: Exception, context: dict[str, Any]) -> Response | None:
    """``REST_FRAMEWORK["EXCEPTION_HANDLER"]``; what it does not know becomes a logged 500."""
    response = exception_handler(exception, context)
    if response is None:
        return None
    if isinstance(exception, ValidationError):
        response.data = problem(400, "提交的内容有误，请按提示改正。", errors=response.data)
    elif response.status_code == 404:
        response.data = problem(404)  # "not yours" and "not there" look alike
    else:
        detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
        response.data = problem(response.status_code, str(detail))
    response.content_type = "application/problem+json"
    return response
