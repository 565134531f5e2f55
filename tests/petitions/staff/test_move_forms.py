"""One petition by its pages from registration to the end of the review, and the forms' own checks."""

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.cases import dictionary, kinds
from jiaozuo_social.cases.forms.base import HELPERS, form_class
from jiaozuo_social.cases.models import AnswerTemplate, Category
from jiaozuo_social.cases.moves import Actor, Seat
from petitions.models import Petition
from tests import factories
from tests.casework import ANSWER, Walk

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]
TODAY = timezone.localdate().isoformat()


def press(client: Client, case: Petition, name: str, **data: Any) -> Petition:
    """Open the page as a browser does, send the form, expect success."""
    url = reverse("cases:move", args=[case.pk, name])
    page = client.get(url)
    assert page.status_code == 200, (name, page.status_code)
    answer = client.post(url, {"seen": page.context["form"].fields["seen"].initial, **data})
    assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    return Petition.objects.get(pk=case.pk)


def post(client: Client, case: Petition, name: str, **data: Any) -> Any:
    return client.post(reverse("cases:move", args=[case.pk, name]), data)


def test_a_petition_travels_by_its_pages(
    town: factories.Town,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    dictionary.load()
    case = factories.petition()
    clerk, approver, worker, head = (
        login(getattr(staff, r)) for r in ("clerk", "approver", "worker", "head")
    )
    registration = {
        "title": "化粪池外溢", "purpose": "demand", "people_count": 3, "place_code_0": "410802",
        "place_code_1": "410802001", "category": Category.objects.get(code="housing").pk,
    }  # fmt: skip
    case = press(clerk, case, "register", **registration)
    assert (case.state, case.people_count, case.category.name) == ("registered", 3, "房产物业")
    case = press(approver, case, "dispatch", lead=town.water.pk, handling_way="forward", note="请核实")
    water = login(factories.member(town.water, factories.Duty.HANDLER))
    case = press(water, case, "object", note="不属本单位职责", suggested=town.housing.pk)
    case = press(approver, case, "uphold_objection", note="同意")
    case = press(approver, case, "dispatch", lead=town.housing.pk, co=[town.water.pk],
                 handling_way="dispatch", feedback_due_on="2099-01-01")  # fmt: skip
    case = press(worker, case, "accept", route="petition", body="予以受理")
    case = press(head, case, "assign_handler", handler=staff.worker.pk, no_interest="on")
    case = press(worker, case, "start_handling", handler=staff.worker.pk, no_interest="on")
    case = press(worker, case, "request_extension", days=20, note="需要专家论证")
    case = press(head, case, "approve_extension", days=20, note="需要专家论证")
    case = press(water, case, "co_answer", note="管网图已提供")
    case = press(worker, case, "submit_answer", **ANSWER)
    case = press(head, case, "reply", **ANSWER, delivered_on=TODAY, delivery="直接送达")
    assert case.state == "replied"
    case.request_review(by=Actor.petitioner(), note="不服")
    case = press(
        login(staff.reviewer), case, "review", review_result="upheld", body="维持", delivered_on=TODAY
    )
    case.request_recheck(by=Actor.petitioner(), note="不服")
    rechecker = login(staff.rechecker)
    case = press(rechecker, case, "hold_hearing", note="听证")
    case = press(rechecker, case, "end_hearing", note="听证结束")
    case = press(rechecker, case, "conclude", recheck_result="upheld", body="维持")
    assert case.state == "concluded"


def test_the_other_ways_out(
    walk: Walk,
    town: factories.Town,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    approver, worker, head = (login(getattr(staff, role)) for role in ("approver", "worker", "head"))
    guided = press(
        approver, walk.to("registered"), "guide", guide_target="statutory", route="arbitration", body="请仲裁"
    )
    assert guided.state == "guided"
    rejected = press(approver, walk.to("registered"), "reject", refusal_reason="judicial", body="不予受理")
    assert rejected.state == "rejected"
    simple = press(approver, walk.to("registered"), "dispatch_simple", lead=town.housing.pk)
    assert press(worker, simple, "to_ordinary", note="案情复杂").is_simple is False
    first = walk.to("handling")
    merged = press(approver, walk.to("registered"), "merge", first=first.number.lower())
    assert merged.state == "merged"
    proposed = press(
        worker, walk.to("dispatched"), "propose_end", end="rejected", refusal_reason="judicial", note="涉诉"
    )
    assert press(approver, proposed, "decline_proposal", note="应予受理").proposed_end == ""
    proposed = press(
        worker, walk.to("dispatched"), "propose_end", end="guided", guide_target="hotline", note="热线"
    )
    assert press(approver, proposed, "confirm_guidance", body="请拨打 12345").state == "guided"
    mediated = press(worker, walk.to("handling"), "mediate", body="双方和解", signed_on=TODAY)
    assert press(head, mediated, "settle", note="息诉").state == "closed"
    urgent = press(approver, walk.to("registered"), "mark_urgent", note="群体聚集")
    assert urgent.is_urgent
    press(approver, urgent, "report_urgent", note="已报告")
    watched = press(approver, walk.to("handling"), "supervise", note="久拖不决", due_on="2099-01-01")
    watched = press(head, watched, "answer_supervision", note="已加派人手")
    assert press(approver, watched, "lift_supervision").is_supervised is False


STAFF_MOVES = [
    (kind.code, move.name)
    for kind in kinds.all_kinds()
    for move in kind.moves
    if any(isinstance(who, Seat) for who in move.who)
]


@pytest.mark.parametrize(("code", "name"), STAFF_MOVES)
def test_the_form_of_a_move_gives_its_verb_what_it_takes(code: str, name: str) -> None:
    """A field too many, or one too few, would be a server error at the first use."""
    kind = kinds.get(code)
    fields = set(form_class(kind, kind.moves[name]).base_fields) - set(HELPERS)
    verb = getattr(kind.model_class(), name, None)
    if not getattr(verb, "is_verb", False):
        assert fields == {"note"}
        return
    parameters = inspect.signature(verb).parameters.values()
    required = {p.name for p in parameters if p.kind is p.KEYWORD_ONLY and p.default is p.empty}
    assert required <= fields | {"by"}, required - fields
    if not any(p.kind is p.VAR_KEYWORD for p in parameters):
        assert fields <= {p.name for p in parameters}, fields


REFUSED = [
    ("registered", "approver", "dispatch", {"handling_way": "dispatch"}, "feedback_due_on"),
    ("registered", "approver", "guide", {"guide_target": "statutory", "body": "x"}, "route"),
    ("registered", "approver", "merge", {"first": "XF209901010000000"}, "first"),
    ("dispatched", "worker", "propose_end", {"end": "rejected", "note": "x"}, "refusal_reason"),
    ("accepted", "worker", "start_handling", {}, "no_interest"),
    ("handling", "worker", "request_extension", {"days": 31, "note": "x"}, "days"),
    ("handling", "worker", "mediate", {"body": "x", "signed_on": "2099-01-01"}, "signed_on"),
]


@pytest.mark.parametrize(("state", "role", "name", "data", "field"), REFUSED)
def test_a_form_says_at_the_field_what_is_wrong(
    state: str,
    role: str,
    name: str,
    data: dict[str, Any],
    field: str,
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    case = walk.to(state)
    answer = post(login(getattr(staff, role)), case, name, **data)
    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert Petition.objects.get(pk=case.pk).state == state


def test_a_repeated_petition_is_linked_to_its_first_by_number(
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    first, again = walk.to("registered"), walk.to("submitted")
    client = login(staff.clerk)
    page = client.get(reverse("cases:move", args=[again.pk, "register"])).content.decode()
    assert first.number in page  # similar matters stand beside the form
    data = {
        "title": "又来",
        "purpose": "demand",
        "people_count": 1,
        "place_code_0": "410802",
        "place_code_1": "",
    }
    again = press(client, again, "register", repeat_of=first.number, **data)
    assert again.is_repeat and again.repeat_of_id == first.pk


def test_an_interested_handler_must_withdraw(
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    case = walk.to("accepted")
    party = case.parties.get()
    party.set_contact(name="张三丰", phone=staff.worker.phone)
    party.save()
    answer = post(login(staff.worker), case, "start_handling", handler=staff.worker.pk, no_interest="on")
    assert answer.status_code == 409 and "应当回避" in answer.content.decode()


def test_a_warning_asks_once_and_a_block_always(
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    case = walk.to("handling")
    client = login(staff.head)
    good = {**ANSWER, "delivered_on": TODAY, "delivery": "直接送达"}
    doubtful = {**good, "answer_basis": "第六十条"}
    asked = post(client, case, "reply", **doubtful)
    assert asked.status_code == 200 and "已核对" in asked.content.decode()
    blocked = post(
        client, case, "reply", **{**doubtful, "answer_facts": "电话 13911112222"}, acknowledged="1"
    )
    assert blocked.status_code == 200 and "answer_facts" in blocked.context["form"].errors
    assert post(client, case, "reply", **doubtful, acknowledged="1").status_code == 302


def test_the_reply_starts_from_the_draft(
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    case = walk.to("handling")
    case.submit_answer(by=Actor.staff(staff.worker), **ANSWER)
    page = login(staff.head).get(reverse("cases:move", args=[case.pk, "reply"])).content.decode()
    assert ANSWER["answer_opinion"] in page


def test_a_template_fills_the_field_and_moves_nothing(
    walk: Walk,
    staff: SimpleNamespace,
    login: Login,
) -> None:
    dictionary.load()
    case = walk.to("dispatched")
    template = AnswerTemplate.objects.get(document_kind="accepted")
    answer = post(login(staff.worker), case, "accept", load_template="1", template=template.pk, note="留着")
    text = answer.content.decode()
    assert answer.status_code == 200 and case.number in text and "留着" in text and "errorlist" not in text
    assert Petition.objects.get(pk=case.pk).state == "dispatched"


def test_categories_and_templates_load_once_and_keep_changes() -> None:
    categories, templates = dictionary.load()
    assert categories >= 20 and templates >= 10
    Category.objects.filter(code="housing").update(name="房产", is_active=False)
    assert dictionary.load() == (0, 0)
    assert Category.objects.get(code="housing").name == "房产"
