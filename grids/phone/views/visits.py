"""Visits and patrols: noted for the work; nothing is counted, nobody is located."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiaozuo_social.web.http import wants_json

from ...models import Visit
from .. import answers, deliveries, selectors
from ..access import phone_only
from ..deliveries import Done
from ..forms import VisitForm
from ..pages import page


@require_safe
@phone_only
def visits(request: HttpRequest) -> HttpResponse:
    return page(request, "visits", {"visits": selectors.visits(request.user)})


@require_http_methods(["GET", "POST"])
@phone_only
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "visit_form", {"form": VisitForm(user=request.user)})
    clock = deliveries.clock_of(request.POST)
    again = answers.again(request, clock)
    if again is not None:
        return again
    form = VisitForm(request.POST, user=request.user)
    if not form.is_valid():
        if wants_json(request):
            return answers.invalid(request, form)
        return page(request, "visit_form", {"form": form}, status=400)
    delivery = deliveries.deliver(
        request, form.cleaned_data["client_uuid"], clock, lambda: _save(request, form)
    )
    return answers.accepted(request, delivery, clock)


def _save(request: HttpRequest, form: VisitForm) -> Done:
    form.instance.author = request.user
    form.save()
    return Done("已记下。", reverse("grids:phone-visits"))


@require_POST
@phone_only
def followed_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a visit off the list of what to look at again."""
    visit = get_object_or_404(Visit.objects.owned_by(request.user), pk=pk)
    visit.followed_up_at = visit.followed_up_at or timezone.now()
    visit.save(update_fields=["followed_up_at"])
    return redirect("grids:phone-today")
