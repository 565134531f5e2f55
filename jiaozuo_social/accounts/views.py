"""Pages that allauth has not, or has differently."""

from typing import Any

from allauth.account import views as allauth_views
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from jiaozuo_social.privacy.masks import mask_phone

from .code_login import PhoneCodeProcess
from .forms import RequestCodeForm


class RequestCodeView(allauth_views.RequestLoginCodeView):
    """Ask for a code; the answer does not tell whether the phone is known."""

    def form_valid(self, form: RequestCodeForm) -> HttpResponse:
        PhoneCodeProcess.initiate(request=self.request, phone=form.cleaned_data["phone"])
        return HttpResponseRedirect(self.get_success_url() or reverse("account_me"))


class ConfirmCodeView(allauth_views.ConfirmLoginCodeView):
    """Type the code; the first time makes the account."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self._resume() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self._resume() or super().post(request, *args, **kwargs)

    def _resume(self) -> HttpResponseBase | None:
        """Swap allauth's process for ours; an expired one goes back to the first page."""
        self._process = PhoneCodeProcess.resume(self.stage)
        return None if self._process else HttpResponseRedirect(reverse("account_request_login_code"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["masked_phone"] = mask_phone(context["phone"])
        return context


class PasswordHelpView(TemplateView):
    """No reset by e-mail: staff ask their administrator, citizens log in by code."""

    template_name = "account/password_reset.html"
