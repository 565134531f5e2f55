"""The list of notices and the demo's outbox."""

import importlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.outbox import urls
from jiaozuo_social.outbox.models import Notice
from jiaozuo_social.outbox.selectors import unread_count
from jiaozuo_social.outbox.services import enqueue_sms, notify
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> factories.User:
    return factories.user()


@pytest.fixture
def logged_in(person: factories.User, client: Client) -> Client:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def tell(person: factories.User, count: int = 1, **fields: Any) -> None:
    for n in range(count):
        fields.setdefault("link", "")
        notify(user=person, kind="k", subject=f"第{n}条", dedupe_key=f"{person.pk}:{n}", **fields)


def test_visitors_are_sent_to_the_login(client: Client) -> None:
    assert client.get(reverse("notices")).status_code == 302


def test_everybody_sees_own_notices_only(person: factories.User, logged_in: Client) -> None:
    other = factories.user()
    notify(user=other, kind="k", subject="别人的事", dedupe_key="other")
    tell(person)
    page = logged_in.get(reverse("notices")).content.decode()
    assert "第0条" in page
    assert "别人的事" not in page
    foreign = Notice.objects.get(user=other)
    assert logged_in.post(reverse("notice-open", args=[foreign.pk])).status_code == 404
    assert unread_count(other) == 1


def test_opening_marks_read_and_goes_there(person: factories.User, logged_in: Client) -> None:
    tell(person, link="/petitions/1/")
    notice = Notice.objects.get()
    response = logged_in.post(reverse("notice-open", args=[notice.pk]))
    assert response["Location"] == "/petitions/1/"
    assert unread_count(person) == 0
    assert logged_in.get(reverse("notice-open", args=[notice.pk])).status_code == 405


def test_a_link_out_of_the_portal_is_not_followed(person: factories.User, logged_in: Client) -> None:
    tell(person, link="https://evil.example/")
    response = logged_in.post(reverse("notice-open", args=[Notice.objects.get().pk]))
    assert response["Location"] == reverse("notices")


def test_mark_all_leaves_what_came_since(person: factories.User, logged_in: Client) -> None:
    tell(person, 3)
    newest = Notice.objects.latest("pk").pk
    notify(user=person, kind="k", subject="刚到", dedupe_key="late")
    logged_in.post(reverse("notices-read-all"), {"newest": newest})
    assert [notice.subject for notice in Notice.objects.unread()] == ["刚到"]
    assert logged_in.post(reverse("notices-read-all"), {"newest": "9" * 40}).status_code == 302


def test_the_list_is_paged_and_costs_the_same_with_more_rows(
    person: factories.User, logged_in: Client, django_assert_max_num_queries: Any
) -> None:
    tell(person, 70)
    with django_assert_max_num_queries(12):
        first = logged_in.get(reverse("notices"))
    seen = [notice.pk for notice in first.context["page"].rows]
    token = first.context["page"].next_token
    while token:
        page = logged_in.get(reverse("notices"), {"page": token}).context["page"]
        seen += [notice.pk for notice in page.rows]
        token = page.next_token
    assert seen == sorted(Notice.objects.values_list("pk", flat=True), reverse=True)


def test_unread_only(person: factories.User, logged_in: Client) -> None:
    tell(person, 2)
    Notice.objects.filter(subject="第0条").mark_read()
    page = logged_in.get(reverse("notices"), {"only": "unread"}).content.decode()
    assert "第1条" in page
    assert "第0条" not in page


def test_the_unread_count_stops_at_a_hundred(person: factories.User) -> None:
    tell(person, 130)
    assert unread_count(person) == 100


def test_the_demo_shows_what_would_be_sent_and_finds_a_phone(client: Client) -> None:
    for n, phone in enumerate(["13800001234", "13900005678"]):
        enqueue_sms(phone=phone, kind="test", body=f"验证码 {n}{n}{n}", dedupe_key=f"k{n}")
    page = client.get("/demo/outbox/").content.decode()
    assert "验证码 000" in page
    assert "验证码 111" in page
    page = client.get("/demo/outbox/", {"phone": "138 0000 1234"}).content.decode()
    assert "验证码 000" in page
    assert "验证码 111" not in page


def test_the_demo_page_is_gone_with_a_real_gateway(client: Client, settings: Any) -> None:
    settings.SMS_GATEWAY = "jiaozuo_social.outbox.gateways.HttpGateway"
    assert client.get("/demo/outbox/").status_code == 404
    names = [pattern.name for pattern in importlib.reload(urls).urlpatterns]
    settings.SMS_GATEWAY = "jiaozuo_social.outbox.gateways.ConsoleGateway"
    importlib.reload(urls)
    assert "demo-outbox" not in names


def test_staff_read_their_notices_inside_the_staff_pages(
    logged_in: Client, person: factories.User, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    assert "outbox/notices_public.html" in [t.name for t in logged_in.get(reverse("notices")).templates]
    factories.Membership.objects.create(
        user=person, department=factories.department("jz"), duty=factories.Duty.HEAD
    )
    response = logged_in.get(reverse("notices"))
    assert "outbox/notices.html" in [t.name for t in response.templates]
