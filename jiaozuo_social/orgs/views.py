"""A user's own pages: duties, second factor, password, sessions, phones."""

import datetime as dt
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter as social_adapter
from constance import config
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from jiaozuo_social.accounts import devices
from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.staff import is_administrator, is_staff_member
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.selectors import recent_logins
from jiaozuo_social.audit.services import record
from jiaozuo_social.privacy.masks import mask_phone

from .selectors import memberships_of


class MyAccountView(LoginRequiredMixin, TemplateView):
    template_name = "accounts/me.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)  # LoginRequiredMixin
        staff = is_staff_member(user)
        valid = dt.timedelta(days=config.PASSWORD_MAX_AGE_DAYS)
        due = user.password_changed_at + valid
        return super().get_context_data(
            memberships=memberships_of(user),
            is_staff_member=staff,
            is_administrator=is_administrator(user),
            masked_phone=mask_phone(user.phone),
            has_second_factor=is_mfa_enabled(user),
            second_factor_required=staff and settings.STAFF_SECOND_FACTOR_REQUIRED,
            password_due=due if staff else None,
            password_days_left=max((due - timezone.now()).days, 0),
            logins=recent_logins(user),
            devices=devices.of_user(user),
            providers=social_adapter().list_providers(self.request),
            **kwargs,
        )


@login_required
@require_POST
def revoke_device(request: HttpRequest, pk: int) -> HttpResponse:
    """End the login of one of the user's own phones, as after a loss."""
    device = get_object_or_404(devices.of_user(cast(User, request.user)), pk=pk)
    if devices.revoke(device):
        record(Access.Action.CHANGE, request=request, obj=device, reason="本人撤销手机登录")
    messages.success(request, f"“{device.label}”已退出，须重新登录才能使用。")
    return redirect("account_me")
