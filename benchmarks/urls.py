"""The portal's addresses and bare views: the limits that the forms are held against."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import AnswerTemplate, QueryCodeTry
from jiaozuo_social.urls import handler400, handler403, handler404, handler500
from jiaozuo_social.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class BareForm(forms.Form):
    title = forms.CharField(max_length=60)
    request = forms.CharField(max_length=2000)
    facts = forms.CharField(max_length=5000)


@require_POST
def bare_form(request: HttpRequest) -> HttpResponse:
    """A plain Django form view: token checked, form validated, one INSERT, a redirect."""
    form = BareForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=400)
    data = form.cleaned_data
    AnswerTemplate.objects.create(case_kind="bench", name=data["title"], body=data["request"] + data["facts"])
    return redirect("/")


@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    """Less than any form can do: what was posted is not even read."""
    QueryCodeTry.objects.create(number=uuid.uuid4().hex)
    return HttpResponse("ok")


@csrf_exempt
def bare_photo(request: HttpRequest) -> HttpResponse:
    """The same image work as a report, and one row."""
    uploads.store(uploads.clean_upload(request.FILES["photos"]))
    return bare_insert(request)


urlpatterns = [
    path("bare-form/", bare_form),
    path("bare-insert/", bare_insert),
    path("bare-photo/", bare_photo),
    *portal,
]
