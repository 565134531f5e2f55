"""One case on the phone, and the moves that its user may make there: the same table, the same forms."""

import uuid
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases import casepage, kinds, uploads
from jiaozuo_social.cases.forms.base import MoveForm, form_class, seen_token
from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.cases.models import Attachment, Case
from jiaozuo_social.cases.moves import Actor, Denied, Move, MoveRefused
from jiaozuo_social.cases.verbs import perform
from jiaozuo_social.cases.views import files
from jiaozuo_social.cases.views.staff_access import visible_case
from jiaozuo_social.web.errors import refuse
from jiaozuo_social.web.http import wants_json
from jiaozuo_social.web.storedfiles import inert, opened

from .. import answers, deliveries
from ..access import phone_only
from ..deliveries import Done
from ..pages import page
from ..selectors import KIND

STALE = "您打开页面之后，这件事项又有新的办理记录。填写的内容已保留，请看过现在的情况再提交。"
FIRST_MOVES = 2  # the likely ones; the others are folded away
PHOTO_TYPES = ("image/jpeg", "image/png")


def _case(request: HttpRequest, pk: int) -> Case:
    case = visible_case(request, pk)
    if case.kind != KIND:
        raise Http404
    return case


@require_safe
@phone_only
def task(request: HttpRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    moves = sorted(casepage.available(case, request.user), key=lambda one: one.tone != "primary")
    context = {
        "case": case,
        "moves": moves[:FIRST_MOVES],
        "more_moves": moves[FIRST_MOVES:],
        "photos": case.attachments.filter(content_type__in=PHOTO_TYPES),
        "entries": case.entries.select_related("user", "department").order_by("-seq"),
    }
    return page(request, "task", context)


@require_safe
@phone_only
def photo(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    case = _case(request, pk)
    found = get_object_or_404(case.attachments.filter(content_type__in=PHOTO_TYPES), token=token)
    record(Access.Action.DOWNLOAD, request=request, obj=case, reason="附件", attachment=found.pk)
    answer = FileResponse(opened(found.file), filename=found.name, content_type=found.content_type)
    inert(answer)
    return answer


@require_safe
@phone_only
def preview(request: HttpRequest, pk: int, token: uuid.UUID) -> FileResponse:
    """A photo small, as the task shows it: the page is the look."""
    case = visible_case(request, pk, looks=False)
    return files.preview(case, case.attachments.all(), token)


@require_http_methods(["GET", "POST"])
@phone_only
def move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The form of a move; what is sent twice is done once, what is refused says why and loses nothing."""
    clock = deliveries.clock_of(request.POST)
    again = answers.again(request, clock) if request.method == "POST" else None
    if again is not None:
        return again
    case = _case(request, pk)
    chosen, actor = _move(case, name), Actor.staff(request.user)
    form = _form(request, case, chosen, actor)
    verdict = chosen.check(case, actor)
    if not verdict:
        return _refused(
            request, form, verdict.sentence if isinstance(verdict, Denied) else f"现在不能{chosen.label}。"
        )
    if request.method == "GET":
        return _page(request, form)
    if not _is_good(form, case):
        return answers.invalid(request, form) if wants_json(request) else _page(request, form, status=400)
    if form.cleaned_data["seen"] not in ("", seen_token(case)):
        return _refused(request, form, STALE)
    try:
        delivery = deliveries.deliver(request, _number(request), clock, lambda: _make(request, form, actor))
    except MoveRefused as refusal:
        return _refused(request, form, str(refusal))
    return answers.accepted(request, delivery, clock)


def _move(case: Case, name: str) -> Move:
    try:
        return kinds.get(case.kind).moves[name]
    except KeyError:
        raise Http404 from None


def _form(request: HttpRequest, case: Case, chosen: Move, actor: Actor) -> MoveForm:
    kind = kinds.get(case.kind)
    sent = (request.POST.copy(), request.FILES) if request.method == "POST" else ()
    return form_class(kind, chosen)(*sent, case=case, kind=kind, actor=actor, move=chosen)


def _is_good(form: MoveForm, case: Case) -> bool:
    if form.is_valid():
        for finding in form.examine(case):
            if finding.blocks:
                form.add_error(finding.field or None, finding.sentence)
    return form.is_valid()


def _number(request: HttpRequest) -> uuid.UUID:
    """The item's number; a plain form brings the one that its page was made with."""
    try:
        return uuid.UUID(request.POST.get("client_uuid", ""))
    except ValueError:
        return uuid.uuid4()


def _make(request: HttpRequest, form: MoveForm, actor: Actor) -> Done:
    case: Any = form.case
    perform(case, form.move.name, by=actor, **form.verb_data(case))
    for file in form.cleaned_data.get("attachments") or []:
        uploads.attach(case, file, origin=Attachment.Origin.STAFF, by=request.user)
    seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    link = reverse("grids:phone-task", args=[case.pk]) if seen else reverse("grids:phone-today")
    return Done(f"{case.number}：{form.move.label}，已办理。", link, case)


def _refused(request: HttpRequest, form: MoveForm, sentence: str) -> HttpResponse:
    """409 with the reason; a plain form comes back as it was filled in."""
    if wants_json(request):
        return refuse(request, 409, sentence)
    case: Any = form.case
    case.refresh_from_db()
    if form.is_bound:
        form.data["seen"] = seen_token(case)  # type: ignore[index]
    return _page(request, form, status=409, refusal=sentence)


def _page(request: HttpRequest, form: MoveForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    photo_fields = [name for name, field in form.fields.items() if isinstance(field, UploadsField)]
    context = {
        "case": form.case, "move": form.move, "form": form, "refusal": refusal,
        "photo_fields": photo_fields, "client_uuid": uuid.uuid4(),
    }  # fmt: skip
    return page(request, "move", context, status=status)
