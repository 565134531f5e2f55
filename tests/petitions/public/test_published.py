"""The pages of published answers: no way back to the case, found by any two characters, a page at a time."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiaozuo_social.cases.moves import Actor
from petitions.models import Publication
from tests.casework import Walk, staff, town, walk  # noqa: F401

pytestmark = pytest.mark.django_db
LIST = "/petitions/published/"


@pytest.fixture
def one(walk: Walk, staff: SimpleNamespace) -> Publication:  # noqa: F811
    case = walk.to("replied", is_public=True)
    case.publish_answer(
        by=Actor.staff(staff.approver), public_title="化粪池 Outflow", public_text="物业已清理。"
    )
    return Publication.objects.get()


def words(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_what_is_shown_and_what_is_not(one: Publication) -> None:
    case = one.case
    page = words(f"{LIST}{one.pk}/")
    assert "化粪池 Outflow" in page and "物业已清理。" in page and "解放区" in page and "住建局" in page
    for text in (page, words(LIST)):
        for secret in (
            case.number,
            case.title,
            case.body,
            "张三丰",
            "13800001234",
            "民生街道",
            "经办",
            "审批",
        ):
            assert secret not in text


def test_withdrawn_and_unknown_ones_are_not_found(one: Publication, staff: SimpleNamespace) -> None:  # noqa: F811
    one.case.withdraw_publication(by=Actor.staff(staff.approver), note="撤")
    words(f"{LIST}{one.pk}/", 404)
    words(f"{LIST}99999999/", 404)
    assert "还没有公开的答复" in words(LIST)


@pytest.mark.parametrize("query", ["化粪", "清理", "OUTflow", "化粪 清理", "  物业已  "])
def test_found_by_any_part(one: Publication, query: str) -> None:
    assert one.title in words(f"{LIST}?q={query}")


@pytest.mark.parametrize("query", ["水利", "化粪 水利", "化粪 水", "%%", "'; --"])
def test_not_found(one: Publication, query: str) -> None:
    page = Client().get(LIST, {"q": query}).content.decode()
    assert one.title not in page and "没有找到" in page


@pytest.mark.parametrize("query", ["化", "字" * 51, "a\x00b"])
def test_a_query_that_cannot_be_is_told_at_the_field(one: Publication, query: str) -> None:
    page = Client().get(LIST, {"q": query})
    assert page.status_code == 200 and "id_q_error" in page.content.decode()


def test_pages_and_queries_do_not_grow(one: Publication) -> None:
    def shown() -> tuple[str, list[str]]:
        with CaptureQueriesContext(connection) as seen:
            text = words(LIST)
        return text, [query["sql"] for query in seen]

    shown()  # place names are kept from here on
    _, few = shown()
    case = one.case
    for number in range(20):
        copy = type(case).objects.get(pk=case.pk)
        copy.pk = copy.id = copy.case_ptr_id = None
        copy._state.adding = True
        copy.number = f"XF{number:015d}"
        copy.source_number = ""
        copy.client_uuid = None
        copy.save()
        copy.publications.create(title=f"第{number}件", text="内容", published_by=one.published_by)
    text, many = shown()
    assert len(many) == len(few), many
    assert text.count("<h3>") == 20 and "下一页" in text
    following = text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "化粪池 Outflow" in words(f"{LIST}{following}")
