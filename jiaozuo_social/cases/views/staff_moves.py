"""The page of one move: GET shows its form, POST makes it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import casepage, kinds, uploads
from ..forms.base import MoveForm, form_class, seen_token, template_context, with_template
from ..models import Attachment, Case
from ..moves import Actor, Denied, Move, MoveRefused
from ..verbs import perform
from .staff_access import staff_only, visible_case

STALE = "您打开页面之后，这件事项又有新的办理记录（见下）。填写的内容已保留，请核对后再提交。"


@staff_only
@require_http_methods(["GET", "POST"])
def move_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    case = visible_case(request, pk)
    move = _move(case, name)
    actor = Actor.staff(request.user)
    form = _form(request, case, move, actor)
    if move.applies_to(case) and not move.may_be_made_by(case, actor):
        raise PermissionDenied(f"您的职责不能{move.label}。")
    verdict = move.check(case, actor)
    if not verdict:
        return _refused(request, form, verdict.sentence if isinstance(verdict, Denied) else "")
    if request.method == "GET" or "load_template" in request.POST:
        return _page(request, form)
    return _submit(request, form, actor)


def _move(case: Case, name: str) -> Move:
    try:
        return kinds.get(case.kind).moves[name]
    except KeyError:
        raise Http404 from None


def _form(request: HttpRequest, case: Case, move: Move, actor: Actor) -> MoveForm:
    kind = kinds.get(case.kind)
    chosen = form_class(kind, move)
    common: dict[str, Any] = {"case": case, "kind": kind, "actor": actor, "move": move}
    if request.method == "GET":
        return chosen(**common)
    if "load_template" in request.POST:
        return with_template(chosen, request.POST, **common)
    return chosen(request.POST.copy(), request.FILES, **common)


def _submit(request: HttpRequest, form: MoveForm, actor: Actor) -> HttpResponse:
    case: Any = form.case
    if not form.is_valid():
        return _page(request, form)
    if form.cleaned_data["seen"] not in ("", seen_token(case)):
        return _refused(request, form, STALE)
    form.findings = form.examine(case)
    for finding in form.findings:
        if finding.blocks:
            form.add_error(finding.field or None, finding.sentence)
    if form.errors or form.needs_acknowledgement:
        return _page(request, form)
    try:
        with transaction.atomic():
            perform(case, form.move.name, by=actor, **form.verb_data(case))
            _attach(case, form.cleaned_data.get("attachments") or [], request)
    except MoveRefused as refusal:
        return _refused(request, form, str(refusal))
    messages.success(request, f"{case.number}：{form.move.label}，已办理。")
    return _after(request, case)


def _attach(case: Case, files: list[Any], request: HttpRequest) -> None:
    for file in files:
        uploads.attach(case, file, origin=Attachment.Origin.STAFF, by=request.user)


def _after(request: HttpRequest, case: Case) -> HttpResponse:
    """Back to the case, unless the move put it out of the user's sight."""
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("cases:case", pk=case.pk)
    return redirect("cases:inbox")


def _refused(request: HttpRequest, form: MoveForm, sentence: str) -> HttpResponse:
    """409 with the reason, what happened meanwhile, and the form as it was filled in."""
    case: Any = form.case
    case.refresh_from_db()
    seen = form.data.get("seen", "")
    since = (
        case.entries.filter(seq__gt=int(seen)) if seen.isdecimal() and len(seen) < 9 else case.entries.none()
    )
    news = list(since.select_related("user", "department").order_by("seq"))
    if form.is_bound:
        form.data["seen"] = seen_token(case)  # type: ignore[index]
    return _page(request, form, status=409, refusal=sentence, news=news)


def _page(request: HttpRequest, form: MoveForm, *, status: int = 200, **extra: Any) -> HttpResponse:
    case: Any = form.case
    context = {
        "case": case,
        "move": form.move,
        "form": form,
        **template_context(form, request.POST.get("template", "")),
        **extra,
    }
    if form.shows_similar:
        context["similar"] = casepage.similar(case, request.user)
        context["same_person"] = casepage.same_person(case, request.user)
    return render(request, "cases/move.html", context, status=status)
