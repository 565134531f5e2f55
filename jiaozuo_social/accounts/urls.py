"""Login pages: ours first, then allauth's; what has no use here leads to a page that has."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from . import views

to_me = RedirectView.as_view(pattern_name="account_me")
to_help = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("login/code/", views.RequestCodeView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("password/reset/", views.PasswordHelpView.as_view(), name="account_reset_password"),
    re_path(r"^password/reset/.+$", to_help),
    path("email/", to_me, name="account_email"),
    re_path(r"^confirm-email/.*$", to_me),
    path("", include("allauth.urls")),
]
