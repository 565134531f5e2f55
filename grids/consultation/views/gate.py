"""The gate of the staff pages of 居民议事, and the one way from an address to a consultation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from jiaozuo_social.cases.views.staff_access import staff_only

from ...steps import Step
from .. import access, selectors
from ..models import Consultation

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


readers_only = _gate(access.takes_part, "居民议事由社区办理，街道和领导可以查看。")
community_only = _gate(lambda user: bool(access.communities(user)), "这里由社区办理。")


def seen(request: HttpRequest, pk: int) -> Consultation:
    rows = selectors.consultations(request.user).select_related("case")
    return get_object_or_404(rows, pk=pk)


def require_role(consultation: Consultation, step: Step, user: Any) -> None:
    if not consultation.roles_of(user) & step.who:
        raise PermissionDenied(f"您的职责不能{step.label}。")
