"""File a petition: guide, form, receipt (信访工作条例 art. 17–19)."""

from constance import config
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.cases import opened
from jiaozuo_social.cases.similar import public_like
from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.web.ratelimits import too_often

from .. import guide as ways
from ..choices import Purpose
from ..filing import file_petition, was_filed
from ..forms.public_petition import PetitionForm

TOO_OFTEN_HERE = "这个网络提交得太频繁，请过一会儿再提交。下面填写的内容都还在，也可以拨打电话或者来信来访。"
TOO_OFTEN_PHONE = "这个电话号码今天提交的件数已达上限，请明天再提交；对同一件事，请在查询页补充材料。"


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Two plain questions; nothing speaks against filing → straight to the form."""
    matter = ways.matter(request.GET.get("matter", ""))
    stage = ways.stage(request.GET.get("stage", ""))
    asked = "matter" in request.GET or "stage" in request.GET
    context = {
        "matters": ways.MATTERS,
        "stages": ways.STAGES,
        "matter": matter,
        "stage": stage,
        "incomplete": asked and not (matter and stage),
    }
    if matter is None or stage is None:
        return render(request, "petitions/public/guide.html", context)
    found = [way for way in (stage, matter) if way.told]
    target = f"{reverse('petitions:write')}?purpose={matter.purpose}"
    if not found:
        return redirect(target)
    return render(request, "petitions/public/guide_result.html", {"found": found, "target": target})


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        purpose = request.GET.get("purpose", "")
        return _form(request, PetitionForm(initial={"purpose": purpose if purpose in Purpose.values else ""}))
    form = PetitionForm(request.POST, request.FILES)
    if too_often(request, "filing", config.FILING_RATE_IP):
        return _form(request, form, status=429, refusal=TOO_OFTEN_HERE)
    form.stage()
    is_valid = form.is_valid()
    if "look" in request.POST:  # "show similar matters", without JavaScript
        return _form(request, form, similar=public_like(form.data.get("title", ""), kind="petition"))
    if not is_valid:
        return _form(request, form)
    if _phone_files_too_often(request, form):
        return _form(request, form, status=429, refusal=TOO_OFTEN_PHONE)
    filed = file_petition(
        data=form.cleaned_data,
        client_uuid=form.cleaned_data["client_uuid"],
        user=request.user,
        files=form.to_attach(),
    )
    opened.remember(request, filed.case, filed=True)
    return redirect("status:receipt", number=filed.case.number)


def _phone_files_too_often(request: HttpRequest, form: PetitionForm) -> bool:
    who = phone_digest(form.phone_number)
    number = form.cleaned_data["client_uuid"]
    if not who or not too_often(request, "filing-phone", config.FILING_RATE_PHONE, who=who, once=str(number)):
        return False
    return not was_filed(number)


def _form(
    request: HttpRequest, form: PetitionForm, *, status: int = 200, refusal: str = "", similar: object = None
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "similar": similar, "looked": similar is not None}
    return render(request, "petitions/public/write.html", context, status=status)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A part of the form's page: public matters with a like title."""
    found = []
    if not too_often(request, "similar", config.HINT_RATE_IP):
        found = public_like(request.GET.get("title", ""), kind="petition")
    return render(request, "petitions/public/similar.html", {"similar": found})
