"""Pages about the API: one's own tokens, and the description for people and for programs."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.selectors import is_staff_member

from . import services
from .forms import TokenForm
from .models import ApiToken
from .reading import operations


def _staff_only(request: HttpRequest) -> None:
    if not is_staff_member(request.user):
        raise PermissionDenied("接口令牌只供工作人员使用。")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list and the form; the text of a new token is on this answer only, never in a cookie."""
    _staff_only(request)
    form = TokenForm(request.POST or None)
    made, text = None, ""
    if request.method == "POST" and form.is_valid():
        user = cast(User, request.user)  # login_required
        made, text = services.create_token(user=user, request=request, **form.cleaned_data)
        form = TokenForm()
    rows = list(ApiToken.objects.owned_by(request.user))
    context = {"form": form, "tokens": rows, "made": made, "text": text}
    return render(request, "api/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    _staff_only(request)
    token = get_object_or_404(ApiToken.objects.owned_by(request.user), pk=pk)
    if services.revoke_token(token, request=request):
        messages.success(request, f"已停用令牌“{token.label}”。")
    return redirect("api-tokens")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page in Chinese; no script, nothing from elsewhere."""
    return render(request, "api/docs.html", {"rooms": operations()})


@method_decorator(cache_control(max_age=300), name="dispatch")
class SchemaView(SpectacularJSONAPIView):
    permission_classes = [AllowAny]
    authentication_classes = []
