"""Every address of the portal; apps bring their own tables of addresses."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from jiaozuo_social.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("jiaozuo_social.web.urls")),
    path("", include("jiaozuo_social.places.urls")),
    path("", include("jiaozuo_social.outbox.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("jiaozuo_social.api.urls")),
    path("cases/", include("jiaozuo_social.cases.urls")),
    path("status/", include("jiaozuo_social.cases.urls_public")),
    path("ledger/", include("jiaozuo_social.ledger.urls")),
    path("reports/", include("jiaozuo_social.reports.urls")),
    path("petitions/", RedirectView.as_view(pattern_name="home"), name="petitions-home"),
    path("petitions/", include("petitions.urls")),
    path("grids/", include("grids.urls")),
    path("accounts/", include("jiaozuo_social.orgs.urls")),
    path("accounts/", include("jiaozuo_social.api.urls_tokens")),
    path("accounts/", include("jiaozuo_social.accounts.urls")),
]

handler400 = "jiaozuo_social.web.errors.bad_request"
handler403 = "jiaozuo_social.web.errors.permission_denied"
handler404 = "jiaozuo_social.web.errors.not_found"
handler500 = "jiaozuo_social.web.errors.server_error"
