"""Notices for everybody who can log in; the outbox page exists only while nothing is really sent."""

from django.urls import path

from .gateways import is_demo
from .views import demo, notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.mark_all_read, name="notices-read-all"),
    path("notices/<int:pk>/open/", notices.open_notice, name="notice-open"),
]
if is_demo():
    urlpatterns.append(path("demo/outbox/", demo.outbox, name="demo-outbox"))
