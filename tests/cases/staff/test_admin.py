"""Reference data in the back office: administrators only, every change kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import dictionary
from jiaozuo_social.cases.models import AnswerTemplate, Case, Category, ClockRule
from jiaozuo_social.orgs import services
from jiaozuo_social.orgs.models import Duty
from tests import factories

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]
MODELS = ("category", "clockrule", "answertemplate")


@pytest.fixture
def boss(town: factories.Town) -> User:
    dictionary.load()
    person = factories.user()
    services.grant(person, town.city, Duty.ADMIN, by=factories.user(is_superuser=True))
    return person


def test_cases_are_not_edited_in_the_admin() -> None:
    assert Case not in admin.site._registry


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_open_for_administrators_only(
    model: str, boss: User, staff: Any, login: Login
) -> None:
    row = {"category": Category, "clockrule": ClockRule, "answertemplate": AnswerTemplate}[
        model
    ]._default_manager.first()
    addresses = [
        reverse(f"admin:cases_{model}_changelist"),
        reverse(f"admin:cases_{model}_add"),
        reverse(f"admin:cases_{model}_change", args=[row.pk]),
    ]
    for address in addresses:
        assert login(boss).get(address).status_code == 200
        assert login(staff.approver).get(address).status_code in (302, 403)


def test_a_changed_limit_is_kept_with_before_and_after(boss: User, login: Login) -> None:
    rule = ClockRule.objects.get(pk="P0")
    steps = list(rule.steps.all())
    data = {
        "name": rule.name, "article": rule.article, "amount": 2, "unit": rule.unit, "holder": rule.holder, "mark": "D",
        "standard_ref": "", "steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": len(steps),
    }  # fmt: skip
    for n, step in enumerate(steps):
        data |= {
            f"steps-{n}-id": step.pk, f"steps-{n}-rule": "P0", f"steps-{n}-offset_days": step.offset_days + 1,
            f"steps-{n}-action": step.action, f"steps-{n}-audience": step.audience,
        }  # fmt: skip
    answer = login(boss).post(reverse("admin:cases_clockrule_change", args=["P0"]), data)
    assert answer.status_code == 302, answer.context["adminform"].errors
    kept = list(Access.objects.filter(action=Access.Action.CHANGE, object_id="P0").order_by("pk"))
    assert kept[0].detail == {"before": {"amount": "1"}, "after": {"amount": "2"}}
    assert len(kept) == 2 and kept[1].detail["before"] != kept[1].detail["after"]


def test_categories_are_switched_off_not_deleted(boss: User, login: Login) -> None:
    row = Category.objects.first()
    assert (
        login(boss).post(reverse("admin:cases_category_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
