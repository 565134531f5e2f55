"""What a request asks for: area, month, and one of its snapshots."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from jiaozuo_social.cases.figures import Period

from .. import access, frames, services
from ..models import Snapshot


@dataclass(frozen=True)
class Asked:
    period: Period
    scope: str
    snapshot: Snapshot | None

    @property
    def month(self) -> str:
        return frames.month_key(self.period)

    @property
    def frame(self) -> frames.Frame:
        """Of the snapshot, so that the rows are those it counted; else of this moment."""
        return self.snapshot.frame if self.snapshot else frames.frame_of(self.period, self.scope)


def asked(request: HttpRequest, month: str) -> Asked:
    """404 for what is no month or has not begun; a snapshot of another month is not found either."""
    scope = access.require_scope(request)
    try:
        period = frames.month_of(month)
    except ValueError:
        raise Http404 from None
    if period.start > timezone.localdate():
        raise Http404
    pk = request.GET.get("snapshot") or request.POST.get("snapshot") or ""
    if pk:
        if not pk.isdigit() or len(pk) > 18:
            raise Http404
        own = Snapshot.objects.visible_to(request.user).of(period, scope)
        return Asked(period, scope, get_object_or_404(own, pk=pk))
    return Asked(period, scope, services.valid(period, scope))
