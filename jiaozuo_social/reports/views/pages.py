"""The list of months, a month's report, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.orgs.selectors import reads_cases

from .. import access, charts, files, selectors, services
from ..forms import FreezeForm
from .asked import asked


@staff_only
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    scope = access.require_scope(request)
    context = {
        "months": selectors.months(scope, timezone.localdate()),
        "scope": scope,
        "scopes": access.scopes_for(request.user),
    }
    return render(request, "reports/list.html", context)


@staff_only
@require_safe
def report(request: HttpRequest, month: str) -> HttpResponse:
    found = asked(request, month)
    snapshot = found.snapshot
    valid = services.valid(found.period, found.scope)
    may_freeze = access.may_freeze(request.user, found.scope)
    context = {
        "asked": found,
        "snapshot": snapshot,
        "scopes": access.scopes_for(request.user),
        "history": selectors.history(found.period, found.scope),
        "frozen": valid if valid and valid.is_frozen else None,
        "links": reads_cases(request.user),
        "charts": charts.of(snapshot.data) if snapshot else {},
        "forms": [(form, files.FORMS[form].word) for form in files.FORMS],
        "failures": services.failures(found.period, found.scope),
        "form": FreezeForm() if may_freeze else None,
    }
    return render(request, "reports/report.html", context)


@staff_only
@require_safe
def file(request: HttpRequest, month: str, form: str) -> HttpResponse:
    """Word, Excel or JSON of the snapshot shown; every fetch is recorded."""
    found = asked(request, month)
    if found.snapshot is None or form not in files.FORMS:
        raise Http404
    record(Access.Action.DOWNLOAD, request=request, obj=found.snapshot, reason="月报", form=form)
    answer = HttpResponse(files.render(found.snapshot, form), content_type=files.FORMS[form].content_type)
    answer.headers["Content-Disposition"] = files.disposition(found.snapshot, form)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
