"""The one way from an address of the API to a case, as strict as that of the pages."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from . import kinds
from .models import Case


def plain(request: Request) -> HttpRequest:
    """Django's request with the user that DRF found, as the access log takes it."""
    http: HttpRequest = request._request
    http.user = request.user
    return http


def visible_case(request: Request, number: str, *, looks: bool = True) -> Case:
    """The case in full, or 404 alike for "not yours" and "not there"; looks at confidential ones are kept."""
    found = get_object_or_404(Case.objects.visible_to(request.user), number=number)
    case = kinds.in_full(found)
    if looks and case.is_confidential:
        record(Access.Action.VIEW, request=plain(request), obj=case, reason="接口")
    return case
