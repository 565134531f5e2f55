"""Money at the desk: income, payments, counter-entries."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jiaozuo_social.cases.moves import MoveRefused

from .. import money, relief
from ..money_forms import LineForm, PayForm, ReceiveForm, ReliefForm, ReverseForm
from .gate import readers_only, require_role, seen
from .staff import PATH, detail, make


@readers_only
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    return _book(request, pk, "receive", ReceiveForm, money.receive)


@readers_only
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    return _book(request, pk, "pay", PayForm, money.pay)


def _book(request: HttpRequest, pk: int, name: str, form_class: type[LineForm], act: Any) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS[name]
    require_role(consultation, step, request.user)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    form = form_class(request.POST or None, request.FILES or None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        try:
            line = act(consultation, by=request.user, **form.cleaned_data)
        except money.AlreadyBooked as known:
            messages.info(request, str(known))
            return redirect("grids:consultation", pk=pk)
        except MoveRefused as refusal:
            form.add_error("amount", str(refusal))
        else:
            messages.success(request, f"已登记第 {line.seq} 笔，余额 {line.balance} 元。")
            return redirect("grids:consultation", pk=pk)
    return render(request, f"{PATH}/step.html", {"one": consultation, "step": step, "form": form})


@readers_only
@require_http_methods(["GET", "POST"])
def relieve(request: HttpRequest, pk: int, share_pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS["relieve"]
    require_role(consultation, step, request.user)
    share = get_object_or_404(consultation.shares.select_related("household"), pk=share_pk)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    now = {"relieved": share.relieved or share.amount, "relief": share.relief, "borne_by": share.borne_by}
    form = ReliefForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            relief.relieve(consultation, share, by=request.user, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("relieved", str(refusal))
        else:
            messages.success(request, f"{share.household}：减免 {share.relieved} 元，应交 {share.due} 元。")
            return redirect("grids:consultation", pk=pk)
    context = {"one": consultation, "step": step, "form": form, "share": share}
    return render(request, f"{PATH}/step.html", context)


@readers_only
@require_http_methods(["GET", "POST"])
def reverse_line(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    step = consultation.STEPS["reverse"]
    require_role(consultation, step, request.user)
    line = get_object_or_404(consultation.lines, pk=line_pk)
    if problem := step.problem(consultation, request.user):
        return detail(request, consultation, refusal=problem)
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        return make(
            request, pk, "已冲正。", lambda: money.reverse(consultation, line, by=request.user, note=note)
        )
    return render(
        request, f"{PATH}/step.html", {"one": consultation, "step": step, "form": form, "line": line}
    )
