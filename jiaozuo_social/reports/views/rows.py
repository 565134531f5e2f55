"""The rows behind a cell: whoever may see cases sees theirs; who reads numbers only is told so."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.orgs.selectors import reads_cases
from jiaozuo_social.web.paging import keyset_page

from .. import drilldown
from .asked import asked


@staff_only
@require_safe
def rows(request: HttpRequest, month: str) -> HttpResponse:
    found = asked(request, month)
    if not reads_cases(request.user):
        raise PermissionDenied("您的职责只查看数字，不查看具体事项。")
    cell = drilldown.cell_of(found.frame, request.GET)
    if cell is None:
        raise Http404
    seen = cell.rows_in(Case.objects.visible_to(request.user))
    page = keyset_page(seen, request.GET, ordering=("pk", "pk"))
    context = {
        "asked": found,
        "cell": cell,
        "total": cell.rows.count(),
        "amount": cell.amount(),
        "seen": seen.count(),
        "page": page,
        "lines": drilldown.lines(cell, page.rows),
    }
    return render(request, "reports/rows.html", context)
