"""The portal's addresses and two bare views: the limits that the forms are held against."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import QueryCodeTry
from jiaozuo_social.urls import handler400, handler403, handler404, handler500
from jiaozuo_social.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    QueryCodeTry.objects.create(number=uuid.uuid4().hex)
    return HttpResponse("ok")


@csrf_exempt
def bare_photo(request: HttpRequest) -> HttpResponse:
    """The same image work as a report, and one row."""
    uploads.store(uploads.clean_upload(request.FILES["photos"]))
    return bare_insert(request)


urlpatterns = [path("bare-insert/", bare_insert), path("bare-photo/", bare_photo), *portal]
