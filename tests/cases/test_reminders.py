"""The ladder day by day: who is told what, once each, and what a dead weekend leaves."""

import datetime as dt

import pytest
import time_machine
from constance.test import override_config
from django.utils import timezone

from jiaozuo_social.cases import clocks, reminders
from jiaozuo_social.cases.models import Case, Clock, Entry, ReminderStep, Supervision
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.outbox.models import Notice
from petitions.models import Petition
from tests import factories
from tests.clockwork import StaffedTown, Told, at, clock_only, now, sweep, walk

pytestmark = pytest.mark.django_db

LADDER: list[Told] = [
    ("11-27", "住建局经办", "remind"),
    ("11-29", "住建局经办", "remind"),
    ("11-30", "住建局经办", "urge"),
    ("11-30", "住建局负责人", "urge"),
    ("12-01", "住建局经办", "supervise"),
    ("12-01", "住建局负责人", "supervise"),
    ("12-01", "区信访审批", "supervise"),
    ("12-01", "区信访登记", "supervise"),
    ("12-05", "区政府负责人", "supervise"),
]


@pytest.fixture
def town() -> StaffedTown:
    return StaffedTown()


@pytest.fixture
def petition(town: StaffedTown) -> Petition:
    """With 住建局, who has sixty days: due on Monday 2026-11-30."""
    with now("2026-10-01 10:00"):
        case = factories.petition()
        Case.objects.filter(pk=case.pk).update(state="handling", department=town.housing)
        case.refresh_from_db()
        clock_only(case, "P5", department=town.housing)
    return case


def test_a_whole_ladder_is_told_step_by_step_and_supervised_once(petition: Petition) -> None:
    assert walk(dt.date(2026, 10, 1), 80) == LADDER

    clock = Clock.objects.get(case=petition)
    assert clock.next_step_at is None
    assert list(Supervision.objects.values_list("clock", "trigger", "reason")) == [
        (clock.pk, "overdue", "“办结”超过期限（信访工作条例第34条）")
    ]
    assert Entry.objects.filter(case=petition, move="supervise", by=Entry.By.SYSTEM).count() == 1
    assert Case.objects.get(pk=petition.pk).is_supervised


def test_a_second_sweep_says_nothing_new(petition: Petition) -> None:
    with now("2026-11-27 09:00"):
        assert sweep() == LADDER[:1]
        Clock.objects.update(next_step_at=timezone.now())  # as if the first sweep had been forgotten
        assert sweep() == []


def test_nothing_is_told_before_the_hour_of_reminders(petition: Petition) -> None:
    with now("2026-11-27 07:59"):
        assert sweep() == []
    with now("2026-11-27 08:00"):
        assert sweep() == LADDER[:1]


def test_an_earlier_hour_set_meanwhile_skips_nothing(petition: Petition) -> None:
    with override_config(REMINDER_HOUR=10), now("2026-11-26 12:00"):
        assert sweep() == []
    with override_config(REMINDER_HOUR=8), now("2026-11-27 10:00"):
        assert sweep() == LADDER[:1]


def test_after_dead_days_each_person_hears_only_the_worst(petition: Petition) -> None:
    with now("2026-12-06 09:00"):
        assert sweep() == [
            ("12-06", "住建局经办", "supervise"),
            ("12-06", "住建局负责人", "supervise"),
            ("12-06", "区信访审批", "supervise"),
            ("12-06", "区信访登记", "supervise"),
            ("12-06", "区政府负责人", "supervise"),
        ]
    assert "已超期6日" in Notice.objects.filter(kind="clock.supervise")[0].subject


def test_the_words_say_how_many_days_are_left(petition: Petition) -> None:
    walk(dt.date(2026, 11, 27), 4)
    mine = Notice.objects.filter(user__name="住建局经办", kind__startswith="clock.").order_by("pk")
    number = petition.number
    assert [notice.subject for notice in mine] == [
        f"提醒：{number} 办结还有3日到期（解放区住建局）",
        f"提醒：{number} 办结还有1日到期（解放区住建局）",
        f"催办：{number} 办结今日到期（解放区住建局）",
    ]
    assert mine[0].body == "依据：信访工作条例第34条。到期：2026年11月30日 23:59。"
    assert mine[0].link == f"/cases/{petition.pk}/"


def test_a_stopped_or_paused_clock_says_nothing(petition: Petition) -> None:
    with now("2026-11-20 09:00"):
        clocks.pause(Clock.objects.get(case=petition))
    assert walk(dt.date(2026, 11, 20), 20) == []
    with now("2026-12-10 09:00"):
        clocks.resume(Clock.objects.get(case=petition))  # 20 days later is a Sunday: due Monday 21
    assert walk(dt.date(2026, 12, 10), 9) == [("12-18", "住建局经办", "remind")]
    with now("2026-12-18 15:00"):
        clocks.stop(Case.objects.get(pk=petition.pk), "P5")
    assert walk(dt.date(2026, 12, 19), 20) == []


def test_after_an_extension_the_ladder_runs_against_the_new_day(
    town: StaffedTown, petition: Petition
) -> None:
    assert walk(dt.date(2026, 11, 27), 3) == LADDER[:2]
    with now("2026-11-29 15:00"):
        clock = Clock.objects.get(case=petition)
        clocks.extend(clock, amount=30, reason="复杂", by=town.people["住建局负责人"])
        assert timezone.localtime(clock.due_at).date() == dt.date(2026, 12, 30)
    told = walk(dt.date(2026, 11, 30), 37)
    assert told == [
        ("12-27", "住建局经办", "remind"),
        ("12-29", "住建局经办", "remind"),
        ("12-30", "住建局经办", "urge"),
        ("12-30", "住建局负责人", "urge"),
        ("12-31", "住建局经办", "supervise"),
        ("12-31", "住建局负责人", "supervise"),
        ("12-31", "区信访审批", "supervise"),
        ("12-31", "区信访登记", "supervise"),
        ("01-04", "区政府负责人", "supervise"),
    ]


def test_the_named_handler_alone_is_told_while_he_serves(town: StaffedTown, petition: Petition) -> None:
    second = town.hire(town.housing, Duty.HANDLER, "住建局经办二")
    Case.objects.filter(pk=petition.pk).update(handler=second)
    with now("2026-11-27 09:00"):
        assert sweep() == [("11-27", "住建局经办二", "remind")]
    town.dismiss("住建局经办二")
    with now("2026-11-29 09:00"):
        assert sweep() == [("11-29", "住建局经办", "remind")]


def test_one_person_on_two_posts_is_told_once_a_day(town: StaffedTown, petition: Petition) -> None:
    town.dismiss("住建局负责人")
    Membership.objects.create(
        user=town.people["住建局经办"],
        department=town.housing,
        duty=Duty.HEAD,
        started_on=dt.date(2020, 1, 1),
    )
    with now("2026-11-30 09:00"):
        assert sweep() == [("11-30", "住建局经办", "urge")]


def test_a_step_before_the_start_is_never_told(town: StaffedTown, petition: Petition) -> None:
    """三个工作日 are shorter than the reminder three days before would need."""
    with now("2026-11-23 10:00"):
        clock_only(petition, "S2", department=town.housing)  # due Thursday 26
        assert sweep() == []
    told = walk(dt.date(2026, 11, 24), 2)
    assert told == [("11-25", "住建局经办", "remind")]


def test_a_limit_in_hours_counts_its_steps_in_hours(petition: Petition) -> None:
    with now("2026-11-23 22:30"):
        clock_only(petition, "P12")
        assert sweep() == []
    with now("2026-11-24 00:29"):
        assert sweep() == []
    with now("2026-11-24 00:30"):
        assert sweep() == [("11-24", "区信访审批", "urge"), ("11-24", "区信访登记", "urge")]
    with now("2026-11-24 01:30"):
        assert sweep() == [("11-24", "区政府负责人", "supervise")]
    assert Supervision.objects.count() == 1


def test_one_bad_clock_does_not_stop_the_others(
    town: StaffedTown, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with now("2026-10-01 10:00"):
        good = factories.petition(phone="13800009999")
        clock_only(good, "P5", department=town.housing)
    bad = Clock.objects.get(case=petition).pk
    act = reminders._act

    def fail_for_one(clock: Clock, come: list[ReminderStep], moment: dt.datetime) -> None:
        if clock.pk == bad:
            raise ZeroDivisionError
        act(clock, come, moment)

    monkeypatch.setattr(reminders, "_act", fail_for_one)
    with now("2026-11-27 09:00"), pytest.raises(reminders.SweepIncomplete, match=str(bad)):
        reminders.sweep()
    assert Notice.objects.filter(kind="clock.remind", link=f"/cases/{good.pk}/").count() == 1
    monkeypatch.undo()
    with now("2026-11-27 09:05"):
        assert sweep() == LADDER[:1]


def test_supervision_by_hand_or_for_another_cause_does_not_hinder_the_ladder(
    town: StaffedTown, petition: Petition
) -> None:
    approver = Actor.staff(town.people["区信访审批"])
    with now("2026-11-01 10:00"):
        Petition.objects.get(pk=petition.pk).supervise(by=approver, note="领导批示")
    assert walk(dt.date(2026, 11, 27), 12) == LADDER
    assert sorted(Supervision.objects.values_list("trigger", flat=True)) == ["hand", "overdue"]


def test_sweeping_is_cheap_when_nothing_is_due(
    petition: Petition, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with now("2026-11-01 09:00"):
        sweep()
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert reminders.sweep() == 0


def test_time_set_back_tells_nothing_twice(petition: Petition) -> None:
    with now("2026-11-27 09:00"):
        assert sweep() == LADDER[:1]
    with time_machine.travel(at("2026-11-26 09:00"), tick=False):
        assert sweep() == []
    assert walk(dt.date(2026, 11, 27), 3) == [LADDER[1]]
