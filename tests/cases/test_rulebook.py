"""Rules come with the tables; without one the refusal says what to do."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.state import ProjectState

from jiaozuo_social.cases import rulebook
from jiaozuo_social.cases.models import ClockRule, ReminderStep
from tests import factories

pytestmark = pytest.mark.django_db


def forget_all() -> None:
    ReminderStep.objects.all().delete()
    ClockRule.objects.all().delete()


def test_migrate_brings_the_rules() -> None:
    forget_all()
    call_command("migrate", verbosity=0)
    assert ClockRule.objects.count() == len(rulebook.registered()) > 0
    assert ReminderStep.objects.filter(rule="P1").exists()
    assert factories.petition().due_at is not None


def test_it_brings_new_ones_and_leaves_what_was_changed() -> None:
    rulebook.load()
    ClockRule.objects.filter(pk="P1").update(amount=10)
    ReminderStep.objects.filter(rule="P12").delete()
    ClockRule.objects.filter(pk="P12").delete()
    call_command("migrate", verbosity=0)
    assert ClockRule.objects.get(pk="P1").amount == 10
    assert ClockRule.objects.filter(pk="P12").exists()


def test_on_the_way_to_older_tables_nothing_is_written() -> None:
    forget_all()
    rulebook.load_after_migrate(apps=ProjectState().apps)
    assert not ClockRule.objects.exists()
    rulebook.load_after_migrate(apps=apps)
    assert ClockRule.objects.exists()


def test_a_missing_rule_is_named_with_the_command_that_brings_it() -> None:
    rulebook.load()
    ReminderStep.objects.filter(rule="P1").delete()
    ClockRule.objects.filter(pk="P1").delete()
    with pytest.raises(rulebook.RuleMissing, match="时限规则 P1 没有载入，请执行 manage"):
        factories.petition()
