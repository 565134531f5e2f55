"""The one way from a citizen's address to a case."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import kinds, opened

View = Callable[..., HttpResponseBase]


def with_opened_case(view: View) -> View:
    """Give the view the case in full; who has not opened it is asked for the receipt, whether it exists or not."""

    @wraps(view)
    def checked(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case = opened.find(request, number)
        if case is None:
            return ask_for_receipt(number)
        return view(request, kinds.in_full(case), *args, **kwargs)

    return never_cache(checked)


def ask_for_receipt(number: str) -> HttpResponse:
    return redirect(f"{reverse('status:open')}?number={number[:32]}")
