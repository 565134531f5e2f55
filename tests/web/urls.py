"""The portal's addresses, with a few that misbehave on purpose."""

import datetime as dt
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from django_ratelimit.exceptions import Ratelimited
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jiaozuo_social.urls import handler400, handler403, handler404, handler500  # noqa: F401
from jiaozuo_social.urls import urlpatterns as portal
from jiaozuo_social.web.paging import Page


def page_from(name: str) -> Any:
    """A template that lives beside the tests, so that no test page is in the portal's templates."""
    return engines["django"].from_string((Path(__file__).parent / name).read_text())


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=20, help_text="与证件上的一致")
    purpose = forms.ChoiceField(
        label="目的", choices=[("a", "求决"), ("b", "建议")], widget=forms.RadioSelect, help_text="选一项"
    )
    kinds = forms.MultipleChoiceField(
        label="形式", choices=[("x", "来信"), ("y", "来访")], widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(label="手机号", required=False)
    agree = forms.BooleanField(label="已阅读告知")

    def clean(self) -> None:
        raise forms.ValidationError("这件事已经提交过")


class TwoFields(serializers.Serializer):  # type: ignore[type-arg]
    name = serializers.CharField()


class InvalidAPI(APIView):
    permission_classes = ()

    def post(self, request: Request) -> Response:
        TwoFields(data=request.data).is_valid(raise_exception=True)
        return Response({})

    def get(self, request: Request) -> Response:
        raise NotFound("case 17 belongs to another department")


def sample(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None)
    form.is_valid()
    return HttpResponse(page_from("sample.html").render({"form": form}, request))


def staff(request: HttpRequest) -> HttpResponse:
    """The staff shell with a list in it, as dense as a real one."""
    words = {
        "已登记": "info",
        "办理中": "neutral",
        "已答复": "success",
        "退回": "danger",
        "待补正": "warning",
    }
    now = timezone.now()
    rows = [
        {
            "number": f"{n:06}",
            "text": "小区门口道路积水多年，雨天老人孩子无法通行，多次向物业反映没有结果",
            "word": list(words)[n % 5],
            "tone": list(words.values())[n % 5],
            "due": now + dt.timedelta(days=n - 3),
            "at": now - dt.timedelta(hours=n),
        }
        for n in range(12)
    ]
    page = Page(rows, next_token="n", prev_token="p")
    return HttpResponse(page_from("staff.html").render({"page": page}, request))


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("只有信访审批人员可以转送。")


def limited(request: HttpRequest) -> HttpResponse:
    raise Ratelimited


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("secret details")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("boom")


urlpatterns = [
    path("t/sample/", sample),
    path("t/staff/", staff),
    path("t/refused/", refused),
    path("t/limited/", limited),
    path("t/suspicious/", suspicious),
    path("t/broken/", broken),
    path("api/t/broken/", broken),
    path("api/t/invalid/", InvalidAPI.as_view()),
    *portal,
]
