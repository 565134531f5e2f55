"""Moves for programs: the same table, the same forms, the same verbs as the pages."""

from typing import Any

from django.db import transaction
from django.http import Http404, QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from jiaozuo_social.api.formdata import EXTRAS, fill
from jiaozuo_social.api.formschema import fields_of
from jiaozuo_social.api.views import StaffView, form_errors
from jiaozuo_social.web.parsers import BoundedJSONParser
from jiaozuo_social.web.refusals import Conflict, Invalid

from . import casepage, kinds, uploads
from .api_access import visible_case
from .api_serializers import MoveMade, MoveShown
from .forms.base import MoveForm, form_class, seen_token
from .models import Attachment, Case
from .moves import Actor, Denied, Move, MoveRefused, state_label
from .verbs import perform

STALE = "这件事项在您上次读取之后又有新的办理记录，请重新读取、核对后再提交。"
BODY: dict[str, Any] = {
    "type": "object",
    "description": "该办理要填的内容，见“现在可以办理什么”；省略的项取页面的初值。",
    "properties": {
        "seen": {"type": "string", "description": "读取事项时得到的 seen；给出时，其间有新记录则答复 409"},
        "acknowledged": {"type": "boolean", "description": "已看过提醒，仍要提交"},
    },
    "additionalProperties": True,
}


class MovesView(StaffView):
    api_tag = "办理"

    @extend_schema(
        operation_id="cases_moves",
        summary="现在可以办理什么，各要填什么",
        responses=MoveShown(many=True),
    )
    def get(self, request: Request, number: str) -> Response:
        case = visible_case(request, number)
        actor = Actor.staff(request.user)
        return Response([_shown(case, move, actor) for move in casepage.available(case, request.user)])


class MoveView(StaffView):
    api_tag = "办理"
    parser_classes = [BoundedJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="cases_move",
        summary="办理一步",
        request={"application/json": BODY, "multipart/form-data": BODY},
        responses=MoveMade,
    )
    def post(self, request: Request, number: str, name: str) -> Response:
        case = visible_case(request, number)
        actor = Actor.staff(request.user)
        move = _move(case, name)
        _require(case, move, actor)
        form = _form(case, move, actor, files=request.FILES)
        fill(form, request.POST if request.FILES or request.POST else request.data, extras=EXTRAS)
        _check(form, case)
        try:
            with transaction.atomic():
                perform(case, move.name, by=actor, **form.verb_data(case))
                for file in form.cleaned_data.get("attachments") or []:
                    uploads.attach(case, file, origin=Attachment.Origin.STAFF, by=request.user)
        except MoveRefused as refusal:
            raise Conflict(str(refusal)) from refusal
        return Response(_made(case, move, request.user))


def _move(case: Case, name: str) -> Move:
    try:
        return kinds.get(case.kind).moves[name]
    except KeyError:
        raise Http404 from None


def _require(case: Case, move: Move, actor: Actor) -> None:
    if move.applies_to(case) and not move.may_be_made_by(case, actor):
        raise PermissionDenied(f"您的职责不能{move.label}。")
    verdict = move.check(case, actor)
    if not verdict:
        raise Conflict(verdict.sentence if isinstance(verdict, Denied) else "")


def _form(case: Case, move: Move, actor: Actor, *, files: Any = None) -> MoveForm:
    kind = kinds.get(case.kind)
    return form_class(kind, move)(
        QueryDict(mutable=True), files, case=case, kind=kind, actor=actor, move=move
    )


def _check(form: MoveForm, case: Case) -> None:
    if not form.is_valid():
        raise Invalid(form_errors(form.errors))
    if form.cleaned_data["seen"] not in ("", seen_token(case)):
        raise Conflict(STALE)
    form.findings = form.examine(case)
    blocking = {finding.field: [finding.sentence] for finding in form.findings if finding.blocks}
    if blocking:
        raise Invalid(blocking)
    if form.needs_acknowledgement:
        raise Invalid({"acknowledged": form.warnings})


def _shown(case: Case, move: Move, actor: Actor) -> dict[str, Any]:
    asks = fields_of(_form(case, move, actor))
    return {
        "name": move.name,
        "label": move.label,
        "hint": move.hint,
        "article": move.article,
        "to": move.to,
        "asks": asks,
    }


def _made(case: Case, move: Move, user: Any) -> dict[str, Any]:
    is_visible = Case.objects.visible_to(user).filter(pk=case.pk).exists()
    return {
        "number": case.number,
        "move": move.name,
        "label": move.label,
        "is_visible": is_visible,
        "state": case.state if is_visible else None,
        "state_label": state_label(case) if is_visible else None,
        "seen": seen_token(case) if is_visible else None,
    }
