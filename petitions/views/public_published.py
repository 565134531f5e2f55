"""Answers to petitions that the public may read (公开的答复)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jiaozuo_social.web.paging import keyset_page

from .. import publications
from ..forms.published import PublishedSearchForm


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    form = PublishedSearchForm(request.GET if "q" in request.GET else None)
    found = publications.shown()
    if form.is_bound:
        found = publications.matching(found, form.cleaned_data["q"]) if form.is_valid() else found.none()
    page = keyset_page(found, request.GET, ordering=("-published_at", "-pk"), size=20)
    return render(request, "petitions/public/published_list.html", {"page": page, "form": form})


@require_safe
def published_one(request: HttpRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(publications.shown(), pk=pk)
    return render(request, "petitions/public/published_one.html", {"publication": publication})
