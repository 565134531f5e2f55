"""A number for every request, so that a citizen's phone call finds the line in the log."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .http import LARGE_PRINT_COOKIE


class RequestIdMiddleware:
    """Set ``request.request_id`` and ``request.large_print``; tell the number in ``X-Request-ID``.

    A number sent by the client is not taken over: it would let anybody write into our log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        request.large_print = request.COOKIES.get(LARGE_PRINT_COOKIE) == "1"  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response
