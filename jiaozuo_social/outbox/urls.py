"""Notices for everybody who can log in; the outbox page exists only while nothing is really sent."""

from django.urls import path

from .gateways import is_demo
from .views import demo, staff

urlpatterns = [
    path("notices/", staff.notices, name="notices"),
    path("notices/read/", staff.mark_all_read, name="notices-read-all"),
    path("notices/<int:pk>/open/", staff.open_notice, name="notice-open"),
]
if is_demo():
    urlpatterns.append(path("demo/outbox/", demo.outbox, name="demo-outbox"))
