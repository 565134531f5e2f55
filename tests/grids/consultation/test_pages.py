"""Pages of 居民议事: drafts stay inside, the public reads house numbers at most, a household votes by its code."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.consultation import acts, codes, money
from grids.consultation.forms import read_costs
from grids.consultation.households import read
from grids.consultation.models import Consultation, Turnout
from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import uploads
from tests import factories
from tests.grids.consultation.conftest import PLACE, Yard, photo


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(page: str, one: Consultation, /, **more: Any) -> str:
    return reverse(f"grids:{page}", kwargs={"pk": one.pk, **more})


def test_drafts_are_not_public_and_not_the_neighbours(yard: Yard) -> None:
    one = yard.draft()
    assert Client().get(url("consultation-public", one)).status_code == 404
    assert client_of(yard.neighbour).get(url("consultation", one)).status_code == 404
    assert client_of(yard.unit).get(url("consultation", one)).status_code == 403
    for person in (yard.secretary, yard.worker, yard.onlooker, yard.leader):
        assert client_of(person).get(url("consultation", one)).status_code == 200


def test_drafting_with_a_linked_case(yard: Yard) -> None:
    factories.rules()
    case = factories.petition(place_code=PLACE)
    data = {
        "title": "换下水管", "problem": "堵", "plan": "换", "place_code": PLACE, "costs": "换管道，1000\n人工,200.5元",
        "matter": "ordinary", "sharing": "equal", "case_number": case.number,
    }  # fmt: skip
    client = client_of(yard.secretary)
    answer = client.post(reverse("grids:consultation-new"), data)
    assert "无权查看" in answer.content.decode() and "人工,200.5元" in answer.content.decode()
    assert client.post(reverse("grids:consultation-new"), data | {"case_number": ""}).status_code == 302
    one = Consultation.objects.get()
    assert one.total_cost() == Decimal("1200.50") and one.department == yard.community


def test_secret_and_by_area_exclude_each_other(yard: Yard) -> None:
    data = {
        "title": "换下水管", "problem": "堵", "plan": "换", "place_code": PLACE, "costs": "换管道，1000",
        "matter": "ordinary", "sharing": "equal", "is_secret": "on", "counts_area": "on",
    }  # fmt: skip
    answer = client_of(yard.worker).post(reverse("grids:consultation-new"), data)
    assert answer.context["form"].errors["counts_area"] and not Consultation.objects.exists()


@pytest.mark.parametrize("text", ["管道", "管道，0", "管道，-5", "，5", "管道，1e9", "管道，NaN", "管道，无"])
def test_costs_that_are_none(text: str) -> None:
    with pytest.raises(Exception, match="第 1 行"):
        read_costs(text)


@pytest.mark.parametrize("line", ["，5", "1号楼，x", "1号楼，-1", "1号楼，NaN", "x" * 61])
def test_households_that_are_none(line: str) -> None:
    assert read(line)[0] == [] and len(read(line)[1]) == 1


def test_a_household_votes_by_its_code_once(yard: Yard) -> None:
    one = yard.at("voting")
    code = codes.code_of(one, yard.households[0])
    client, data = Client(), {"code": code, "choice": "for", "name": "李四", "phone": ""}
    assert code in client.get(url("consultation-vote", one) + f"?code={code}").content.decode()
    wrong = client.post(url("consultation-vote", one), data | {"code": "1-ABCDEFGHJK"})
    assert "投票码不对" in wrong.content.decode() and "李四" in wrong.content.decode()
    assert client.post(url("consultation-vote", one), data).status_code == 302
    again = client.post(url("consultation-vote", one), data)
    assert again.status_code == 409 and "已经投过票" in again.content.decode()
    vote = Turnout.objects.get()
    assert (vote.way, vote.entered_by, vote.voter_name) == ("code", None, "李四")


def test_guessing_codes_is_slowed_down(yard: Yard) -> None:
    one = yard.at("voting")
    household = yard.households[0]
    data = {"code": f"{household.pk}-{'A' * 10}", "choice": "for", "name": "李四"}
    answers = [Client().post(url("consultation-vote", one), data).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_the_public_reads_no_name(yard: Yard) -> None:
    one = yard.at("carrying")
    first = yard.households[0]
    money.receive(one, by=yard.worker, kind="share", amount=Decimal("83.34"), purpose="分摊", household=first)
    money.receive(
        one,
        by=yard.worker,
        kind="donation",
        amount=Decimal("5"),
        purpose="捐助",
        party="张三丰",
        is_person=True,
    )
    page = Client().get(url("consultation-public", one)).content.decode()
    assert first.number in page and "张**" in page and "83.34" in page
    assert "张三丰" not in page and "王小明" not in page and "13800001111" not in page
    Consultation.objects.filter(pk=one.pk).update(hides_numbers=True)
    assert first.number not in Client().get(url("consultation-public", one)).content.decode()


def test_only_public_files_are_served_to_everybody(yard: Yard) -> None:
    one = yard.at("announced")
    for is_public in (True, False):
        acts.add_files(
            one, by=yard.worker, kind="before", is_public=is_public, files=[uploads.clean_upload(photo())]
        )
    codes_got = [
        Client().get(url("consultation-public-file", one, token=file.token)).status_code
        for file in one.files.all()
    ]
    assert codes_got == [200, 404]


def test_voters_are_masked_and_revealed_for_a_reason(yard: Yard) -> None:
    one = yard.at("voting")
    yard.vote(one, 1)
    page = client_of(yard.secretary).get(url("consultation", one)).content.decode()
    assert "王**" in page and "王小明" not in page
    reveal = url("consultation-reveal", one)
    assert client_of(yard.worker).get(reveal).status_code == 403
    shown = client_of(yard.secretary).post(reveal, {"reason": "核对一户一票"}).content.decode()
    assert "王小明" in shown and Access.objects.get(action="reveal").reason == "核对一户一票"


def test_slips_are_printed_by_the_community_and_recorded(yard: Yard) -> None:
    one = yard.at("voting")
    page = client_of(yard.worker).get(url("consultation-slips", one)).content.decode()
    assert codes.code_of(one, yard.households[0]) in page
    assert Access.objects.filter(action="print", user=yard.worker).exists()
    assert client_of(yard.onlooker).get(url("consultation-slips", one)).status_code == 403


def test_an_expense_needs_its_receipt_and_a_form_sent_twice_books_once(yard: Yard) -> None:
    one = yard.at("carrying")
    money.receive(one, by=yard.worker, kind="grant", amount=Decimal("50"), purpose="补助", party="街道办")
    client, page = client_of(yard.secretary), url("consultation-pay", one)
    mark = client.get(page).context["form"]["client_uuid"].value()
    data = {
        "kind": "expense", "amount": "20.50", "purpose": "材料", "party": "市政公司", "client_uuid": mark,
        "happened_on": f"{timezone.localdate():%Y-%m-%d}",
    }  # fmt: skip
    assert "支出要上传票据" in client.post(page, data).content.decode()
    future = data | {"happened_on": f"{timezone.localdate() + dt.timedelta(days=1):%Y-%m-%d}"}
    assert "不能在将来" in client.post(page, future).content.decode()
    for _ in range(2):
        assert client.post(page, data | {"receipts": photo("票.jpg")}).status_code == 302
    assert one.balance() == Decimal("29.50") and one.files.filter(kind="receipt").count() == 1


def test_the_whole_way_over_the_pages(yard: Yard) -> None:
    one, boss = yard.draft(), client_of(yard.secretary)
    boss.post(url("consultation-step", one, name="announce"), {"sure": "1"})
    assert Client().get(reverse("grids:consultations")).content.decode().count(one.title) == 1
    Consultation.objects.filter(pk=one.pk).update(announced_until=timezone.now())
    until = timezone.localtime() + dt.timedelta(days=1)
    boss.post(url("consultation-step", one, name="open_voting"), {"until": f"{until:%Y-%m-%dT%H:%M}"})
    for household in yard.households:
        data = {"household": household.pk, "choice": "for", "name": "王五"}
        assert client_of(yard.worker).post(url("consultation-vote-entry", one), data).status_code == 302
    early = boss.post(url("consultation-step", one, name="count"), {"sure": "1"})
    assert early.status_code == 409 and "会议纪要" in early.content.decode()
    boss.post(url("consultation-step", one, name="take_minutes"), {"minutes": "商量好了"})
    boss.post(url("consultation-step", one, name="count"), {"sure": "1"})
    boss.post(url("consultation-step", one, name="begin"), {"sure": "1"})
    for kind in ("before", "after"):
        data = {"kind": kind, "is_public": "on", "files": photo()}
        boss.post(url("consultation-step", one, name="add_files"), data)
    boss.post(url("consultation-step", one, name="finish"), {"result": "换好了，通水了"})
    boss.post(url("consultation-step", one, name="close"), {"sure": "1"})
    one.refresh_from_db()
    assert one.state == "closed"
    assert "换好了，通水了" in Client().get(url("consultation-public", one)).content.decode()
