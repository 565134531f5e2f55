"""The portal's addresses and one bare view: the limit that the citizen form is held against."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from jiaozuo_social.cases.models import QueryCodeTry
from jiaozuo_social.urls import handler400, handler403, handler404, handler500
from jiaozuo_social.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
def bare_insert(request: HttpRequest) -> HttpResponse:
    QueryCodeTry.objects.create(number=uuid.uuid4().hex)
    return HttpResponse("ok")


urlpatterns = [path("bare-insert/", bare_insert), *portal]
