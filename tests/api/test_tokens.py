"""Tokens: shown once, kept as digests, ended at will, and never a way around the gate."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from jiaozuo_social.api.models import ApiToken
from jiaozuo_social.api.services import create_token, revoke_token
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Duty, Membership
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, INBOX = reverse("api-tokens"), reverse("api:cases")


def with_token(text: str) -> Any:
    return APIClient().get(INBOX, headers={"authorization": f"Bearer {text}"})


def test_made_on_the_page_shown_once_and_good_at_once(staff: SimpleNamespace, login: Any) -> None:
    page = login(staff.clerk)
    answer = page.post(PAGE, {"label": "热线", "scope": "read", "days": 30})
    text = answer.context["text"]
    assert text in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert with_token(text).status_code == 200
    assert text not in page.get(PAGE).content.decode()
    token = ApiToken.objects.get()
    assert text not in (token.digest, token.start) and text.startswith(token.start)
    assert token.last_used_at
    log = Access.objects.get(object_type="api.apitoken")
    assert log.user == staff.clerk and text not in str(log.detail)


def test_ended_ones_open_nothing(staff: SimpleNamespace, login: Any) -> None:
    token, text = create_token(user=staff.clerk, label="a", scope="read", days=1)
    assert login(staff.approver).post(reverse("api-token-revoke", args=[token.pk])).status_code == 404
    assert with_token(text).status_code == 200
    login(staff.clerk).post(reverse("api-token-revoke", args=[token.pk]))
    refused = with_token(text)
    assert refused.status_code == 401 and refused["WWW-Authenticate"].startswith("Bearer")
    assert not revoke_token(token)
    old, text = create_token(user=staff.clerk, label="b", scope="read", days=1)
    ApiToken.objects.filter(pk=old.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert with_token(text).status_code == 401
    assert [with_token(wrong).status_code for wrong in ("", "jzsp_x", "“", "a b")] == [401] * 4


def test_a_person_who_left_has_no_program_left(staff: SimpleNamespace) -> None:
    _, text = create_token(user=staff.clerk, label="a", scope="read", days=1)
    Membership.objects.filter(user=staff.clerk).update(ended_on=timezone.localdate())
    assert with_token(text).status_code == 403
    type(staff.clerk).objects.filter(pk=staff.clerk.pk).update(is_active=False)
    assert with_token(text).status_code == 401


def test_the_gate_holds_for_programs_too(staff: SimpleNamespace, settings: Any, login: Any) -> None:
    _, text = create_token(user=staff.clerk, label="a", scope="read", days=1)
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    refused = with_token(text)
    assert refused.status_code == 403 and "两步验证" in refused.json()["detail"]
    assert login(staff.clerk).get(PAGE).status_code == 302
    session = login(staff.clerk).get(INBOX)
    assert session.status_code == 403 and session.json()["title"] and "两步验证" in session.json()["detail"]


def test_citizens_have_none(login: Any, db: None) -> None:
    assert login(factories.user()).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_no_longer_than_the_setting(staff: SimpleNamespace, login: Any) -> None:
    answer = login(staff.clerk).post(PAGE, {"label": "热线", "scope": "read", "days": 4000})
    assert "days" in answer.context["form"].errors and not ApiToken.objects.exists()


def test_sessions_need_a_csrf_token(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("dispatched")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff.approver)
    url = reverse("api:case-move", args=[case.number, "urge"])
    refused = browser.post(url, {"note": "催"}, content_type="application/json")
    assert refused.status_code == 403 and "刷新后重新提交" in refused.json()["detail"]


def test_administrators_see_and_end_tokens(town: factories.Town, staff: SimpleNamespace, login: Any) -> None:
    token, text = create_token(user=staff.clerk, label="热线转办", scope="read", days=1)
    url = reverse("admin:api_apitoken_changelist")
    page = login(factories.member(town.city, Duty.ADMIN))
    assert "热线转办" in page.get(url).content.decode()
    page.post(url, {"action": "revoke", "_selected_action": [token.pk]})
    assert with_token(text).status_code == 401
