"""What the holder of a receipt may do, when, and what a refusal looks like."""

from typing import Any

import pytest
from django.utils import timezone
from docx import Document as read_docx

from jiaozuo_social.cases.models import Case, Rating
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.cases.test_uploads import photo, sent
from tests.petitions.test_flow import ANSWER

from .conftest import Citizen, hidden

PATH = "/status/"


@pytest.fixture
def case(citizen: Citizen) -> Any:
    """A petition that this session has opened."""
    case = factories.petition()
    citizen.client.post(PATH, {"number": case.number, "code": case.code})
    return case


@pytest.fixture
def answered(case: Any, town: factories.Town) -> Any:
    clerk = Actor.staff(factories.member(town.county_bureau, Duty.REGISTRAR))
    approver = Actor.staff(factories.member(town.county_bureau, Duty.APPROVER))
    worker = factories.member(town.housing, Duty.HANDLER)
    head = Actor.staff(factories.member(town.housing, Duty.HEAD))
    case.register(by=clerk, purpose="demand", place_code="410802001")
    case.dispatch(by=approver, lead=town.housing, co=[])
    case.accept(by=Actor.staff(worker), route="petition")
    case.start_handling(by=Actor.staff(worker), handler=worker, no_interest=True)
    case.submit_answer(by=Actor.staff(worker), **ANSWER)
    case.reply(by=head, delivered_on=timezone.localdate())
    return case


def move(case: Any, name: str) -> str:
    return f"{PATH}{case.number}/moves/{name}/"


def test_a_new_petition_offers_supplement_and_withdrawal_only(citizen: Citizen, case: Any) -> None:
    page = citizen.page(f"{PATH}{case.number}/")
    offered = [
        name for name in ("supplement", "rate", "request_review", "withdraw") if move(case, name) in page
    ]
    assert offered == ["supplement", "withdraw"]


def test_supplement_with_a_file_is_kept_once(citizen: Citizen, case: Any) -> None:
    page = citizen.page(move(case, "supplement"))
    data = {
        "client_uuid": hidden(page, "client_uuid"),
        "note": "又流到了路上",
        "files": [sent(photo(), "二.jpg")],
    }
    assert citizen.client.post(move(case, "supplement"), data).status_code == 302
    assert case.attachments.get().name == "二.jpg"
    text_only = {"client_uuid": data["client_uuid"], "note": "还有一句"}
    answers = [citizen.client.post(move(case, "supplement"), text_only) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert case.entries.filter(move="supplement").count() == 2
    assert "又流到了路上" in citizen.page(f"{PATH}{case.number}/")


def test_a_supplement_with_an_error_keeps_its_files(citizen: Citizen, case: Any) -> None:
    page = citizen.page(move(case, "supplement"))
    data = {"client_uuid": hidden(page, "client_uuid"), "note": "", "files": [sent(photo(), "二.jpg")]}
    page = citizen.client.post(move(case, "supplement"), data).content.decode()
    token = page.split('name="staged" value="')[1].split('"')[0]
    data = {"client_uuid": data["client_uuid"], "note": "说明", "staged": [token]}
    assert citizen.client.post(move(case, "supplement"), data).status_code == 302
    assert case.attachments.count() == 1


def test_withdrawal_needs_a_reason_and_a_tick(citizen: Citizen, case: Any) -> None:
    assert citizen.client.post(move(case, "withdraw"), {"note": "已解决"}).status_code == 200
    assert citizen.client.post(move(case, "withdraw"), {"note": "已解决", "is_sure": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "withdrawn"
    answer = citizen.client.post(move(case, "withdraw"), {"note": "再撤一次", "is_sure": "on"})
    assert answer.status_code == 409
    assert "不能撤回" in answer.content.decode() and "再撤一次" in answer.content.decode()


def test_both_are_rated_apart_and_once(citizen: Citizen, answered: Any) -> None:
    data = {"bureau": "satisfied", "unit": "dissatisfied", "note": "慢"}
    assert citizen.client.post(move(answered, "rate"), {**data, "unit": ""}).status_code == 200
    assert citizen.client.post(move(answered, "rate"), data).status_code == 302
    levels = dict(Rating.objects.filter(case=answered).values_list("about", "level"))
    assert levels == {"bureau": "satisfied", "unit": "dissatisfied"}
    answer = citizen.client.post(move(answered, "rate"), data)
    assert answer.status_code == 409 and "只能评价一次" in answer.content.decode()


def test_review_is_asked_for_with_reasons(citizen: Citizen, answered: Any) -> None:
    assert "请求复查" in citizen.page(f"{PATH}{answered.number}/")
    assert citizen.client.post(move(answered, "request_review"), {"note": "不服第三条"}).status_code == 302
    answered.refresh_from_db()
    assert answered.state == "review"
    assert citizen.client.post(move(answered, "request_review"), {"note": "再来"}).status_code == 409


@pytest.mark.parametrize("name", ["register", "dispatch", "close", "nonsense", "reply"])
def test_moves_of_others_do_not_exist_here(citizen: Citizen, case: Any, name: str) -> None:
    assert citizen.client.get(move(case, name)).status_code == 404
    assert citizen.client.post(move(case, name), {"note": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["supplement", "withdraw", "rate", "request_review", "request_recheck"])
def test_strangers_move_nothing(case: Any, name: str) -> None:
    before = Case.objects.values("state", "updated_at").get(pk=case.pk)
    answer = Citizen().client.post(move(case, name), {"note": "x", "is_sure": "on"})
    assert answer.status_code == 302 and answer["Location"].startswith(f"{PATH}?number=")
    assert Case.objects.values("state", "updated_at").get(pk=case.pk) == before


def test_documents_are_read_and_downloaded(citizen: Citizen, answered: Any) -> None:
    import io

    document = answered.documents.last()
    path = f"{PATH}{answered.number}/documents/{document.pk}"
    page = citizen.page(f"{path}/")
    assert document.number in page and "三日内清理并更换管道" in page and "解放区住建局" in page
    answer = citizen.client.get(f"{path}.docx")
    assert answer["Content-Disposition"].startswith("attachment")
    texts = [paragraph.text for paragraph in read_docx(io.BytesIO(answer.content)).paragraphs]
    assert document.number in texts and "三日内清理并更换管道" in texts
    assert Citizen().client.get(f"{path}.docx").status_code == 302
    foreign = factories.petition()
    assert citizen.client.get(f"{PATH}{foreign.number}/documents/{document.pk}/").status_code == 302
