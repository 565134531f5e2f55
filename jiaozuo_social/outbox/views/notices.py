"""The bell: what the portal wants to tell the person logged in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jiaozuo_social.accounts.staff import is_staff_member
from jiaozuo_social.web.paging import keyset_page

from ..selectors import notices_of, unread_count


@never_cache
@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    only_unread = request.GET.get("only") == "unread"
    rows = notices_of(request.user)
    page = keyset_page(rows.unread() if only_unread else rows, request.GET, ordering=("-created_at", "-pk"))
    context = {"page": page, "only_unread": only_unread, "unread": unread_count(request.user)}
    staff = is_staff_member(request.user)
    return render(request, "outbox/notices.html" if staff else "outbox/notices_public.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read and go where it points; without a link, back to the list."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    notices_of(request.user).filter(pk=pk).mark_read()
    if notice.link and url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None):
        return redirect(notice.link)
    return redirect("notices")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark what the list showed: a notice that came since then stays unread."""
    newest = request.POST.get("newest", "")
    if newest.isdecimal() and len(newest) < 19:
        notices_of(request.user).filter(pk__lte=int(newest)).mark_read()
    return redirect("notices")
