"""Addresses of the worker's phone, all under ``DEVICE_SESSION_PREFIX``."""

from django.urls import path

from .views import login, reports, shell, tasks, today, visits

urlpatterns = [
    path("", today.today, name="phone-today"),
    path("sw.js", shell.worker, name="phone-worker"),
    path("app.webmanifest", shell.manifest, name="phone-manifest"),
    path("icon-<int:size>.png", shell.icon, name="phone-icon"),
    path("state/", today.state, name="phone-state"),
    path("place/", today.place, name="phone-place"),
    path("queue/", today.queue, name="phone-queue"),
    path("notices/read/", today.read_notices, name="phone-notices-read"),
    path("report/", reports.report, name="phone-report"),
    path("tasks/<int:pk>/", tasks.task, name="phone-task"),
    path("tasks/<int:pk>/photo/<uuid:token>/", tasks.photo, name="phone-photo"),
    path("tasks/<int:pk>/photo/<uuid:token>/preview/", tasks.preview, name="phone-preview"),
    path("tasks/<int:pk>/<slug:name>/", tasks.move, name="phone-move"),
    path("visits/", visits.visits, name="phone-visits"),
    path("visits/new/", visits.new, name="phone-visit-new"),
    path("visits/<int:pk>/followed/", visits.followed_up, name="phone-visit-followed"),
    path("login/", login.login, name="phone-login"),
    path("logout/", login.logout, name="phone-logout"),
    path("me/", login.me, name="phone-me"),
    path("me/<int:pk>/revoke/", login.revoke, name="phone-device-revoke"),
]
