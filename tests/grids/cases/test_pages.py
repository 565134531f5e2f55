"""A grid case by its pages: the same case page, inbox and forms as every other kind."""

import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.models import GridCase
from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.forms.base import HELPERS, form_class
from jiaozuo_social.cases.moves import Actor, Seat
from jiaozuo_social.cases.templatetags.cases_tags import department_of
from tests import factories
from tests.gridwork import GridTown, GridWalk, event, photo, report

pytestmark = pytest.mark.django_db
DAY = (timezone.localdate() + dt.timedelta(days=20)).isoformat()


def picture() -> SimpleUploadedFile:
    content = photo().content
    content.seek(0)
    return SimpleUploadedFile("照片.jpg", content.read(), "image/jpeg")


@pytest.fixture
def login(grid_town: GridTown) -> Callable[[str], Client]:
    def client_of(name: str) -> Client:
        client = Client()
        client.force_login(getattr(grid_town.people, name))
        return client

    return client_of


def press(client: Client, case: GridCase, name: str, **data: Any) -> GridCase:
    """Open the page as a browser does, send the form, expect success."""
    url = reverse("cases:move", args=[case.pk, name])
    page = client.get(url)
    assert page.status_code == 200, (name, page.status_code)
    answer = client.post(url, {"seen": page.context["form"].fields["seen"].initial, **data})
    assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    return GridCase.objects.get(pk=case.pk)


def errors(client: Client, case: GridCase, name: str, **data: Any) -> str:
    answer = client.post(reverse("cases:move", args=[case.pk, name]), data)
    assert answer.status_code in (200, 409)
    return str(answer.content.decode())


def test_a_case_travels_by_its_pages(grid_town: GridTown, login: Callable[[str], Client]) -> None:
    street, worker, handler, head = (login(name) for name in ("street", "worker", "handler", "head"))
    case = report()
    case = press(street, case, "ask_verify", verifier=grid_town.people.worker.pk, note="请核实")
    case = press(worker, case, "verify", is_found="yes", note="属实", photos=[picture()])
    place = {"place_code_0": "410804", "place_code_1": "410804001", "place_code_2": "410804001006"}
    right = {"title": "垃圾外溢", "category": event("06011").pk, "urgency": "ordinary", "note": "类别有误"}
    case = press(street, case, "correct", **right, **place)
    assert (case.title, case.category.code, case.place_code) == ("垃圾外溢", "06011", "410804001006001")
    case = press(street, case, "file_case")
    case = press(street, case, "dispatch", lead=grid_town.cleaning.pk, co=[grid_town.housing.pk], note="尽快")
    case = press(handler, case, "sign_in")
    case = press(login("co_handler"), case, "co_answer", note="已配合")
    case = press(handler, case, "request_extension", amount=2, note="等设备")
    case = press(head, case, "endorse_extension")
    case = press(street, case, "approve_extension")
    case = press(
        handler, case, "request_suspension", suspension_reason="weather", next_check_on=DAY, note="雨雪"
    )
    case = press(head, case, "endorse_suspension")
    case = press(street, case, "approve_suspension")
    later = (timezone.localdate() + dt.timedelta(days=40)).isoformat()
    case = press(handler, case, "check_suspended", next_check_on=later, note="仍不能施工")
    case = press(handler, case, "resume")
    case = press(handler, case, "feedback", note="已清理", photos=[picture()])
    case = press(login("checker"), case, "rework", note="有残留")
    case = press(handler, case, "feedback", note="再次清理", photos=[picture()])
    case = press(street, case, "reassign_check", checker=grid_town.people.checker.pk)
    case = press(login("checker"), case, "close", photos=[picture()])
    assert (case.state, case.rework_count, case.is_extended) == ("closed", 1, True)
    assert set(case.attachments.values_list("stage", flat=True)) == {"before", "verify", "after", "check"}
    page = login("leader").get(reverse("cases:case", args=[case.pk])).content.decode()
    assert all(words in page for words in ("处置后", "再次清理", "返工次数", "丽景社区"))


def test_a_community_calls_by_its_pages(grid_town: GridTown, login: Callable[[str], Client]) -> None:
    leader = login("leader")
    case = report(grid_town.by("worker"))
    case = press(leader, case, "whistle", departments=[grid_town.cleaning.pk], note="请到场")
    case = press(login("handler"), case, "answer_call", note="马上到")
    call = case.calls.get()
    case = press(leader, case, "record_arrival", call=call.pk, arrived_who="两人")
    assert "请说明原因" in errors(leader, case, "rate_arrival", call=call.pk, score="poor", note="")
    press(leader, case, "rate_arrival", call=call.pk, score="good")
    assert case.calls.get().score == "good"


@pytest.mark.parametrize(
    ("state", "who", "name", "data", "sentence"),
    [
        ("filed", "street", "dispatch", {}, "主办单位"),
        ("filed", "street", "dispatch", {"lead": "999"}, "主办单位"),
        ("handling", "handler", "feedback", {"note": "好了"}, "处置后照片"),
        ("handling", "handler", "request_extension", {"amount": 99, "note": "久"}, "延期不得超过原期限（1工作日）"),
        ("handling", "handler", "request_suspension",
         {"suspension_reason": "weather", "next_check_on": "2020-01-01", "note": "x"}, "须在明天至"),
        ("reported", "street", "void", {"note": "x"}, "理由"),
        ("reported", "street", "ask_verify", {"verifier": "999999"}, "核实员"),
        ("reported", "street", "correct", {"title": "x", "urgency": "?"}, "紧急程度"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field(
    grid_walk: GridWalk, login: Callable[[str], Client], state: str, who: str, name: str, data: dict[str, Any],
    sentence: str,
) -> None:  # fmt: skip
    case = grid_walk.to(state)
    page = errors(login(who), case, name, **data)
    assert "error-summary" in page and sentence in page
    assert GridCase.objects.get(pk=case.pk).state == state


def test_a_text_file_is_no_photo(grid_walk: GridWalk, login: Callable[[str], Client]) -> None:
    case = grid_walk.to("handling")
    bad = SimpleUploadedFile("假.jpg", b"%PDF-1.4 not a picture", "image/jpeg")
    page = errors(login("handler"), case, "feedback", note="已清理", photos=[bad])
    assert "error-summary" in page and "已清理" in page


def test_every_form_asks_for_what_its_verb_takes(grid_walk: GridWalk) -> None:
    """The fields of a form are the keyword arguments of the verb of the same name."""
    kind, case = kinds.get("grid"), grid_walk.to("handling")
    for move in kind.moves:
        verb = getattr(GridCase, move.name, None)
        if verb is None or not any(isinstance(who, Seat) for who in move.who):
            continue
        form = form_class(kind, move)(
            case=case, kind=kind, actor=Actor.staff(grid_walk.town.people.head), move=move
        )
        takes = inspect.signature(verb).parameters
        if not any(one.kind is one.VAR_KEYWORD for one in takes.values()):
            assert set(form.fields) - set(HELPERS) <= set(takes), move.name


def test_each_kind_has_its_word_for_whom_nobody_has_been_given(grid_walk: GridWalk) -> None:
    assert department_of(grid_walk.to("filed")) == "未派遣"
    assert department_of(factories.petition()) == "未转送"
    assert department_of(grid_walk.to("handling")) == "马村区城管局"


def test_a_grid_case_is_found_by_its_number(grid_walk: GridWalk, login: Callable[[str], Client]) -> None:
    case, other = grid_walk.to("filed"), grid_walk.to("filed")
    page = login("street").get(reverse("cases:inbox"), {"q": case.number.lower()}).content.decode()
    assert reverse("cases:case", args=[case.pk]) in page
    assert reverse("cases:case", args=[other.pk]) not in page
