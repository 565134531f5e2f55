"""Eight connections make the same move: one wins, seven are told why not, the history has one entry."""

from functools import partial

import pytest

from jiaozuo_social.cases import windows
from jiaozuo_social.cases.models import Clock, Entry, Supervision
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from petitions import daily
from petitions.models import Petition
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_eight_registers() -> None:
    factories.rules()
    town = factories.Town()
    clerks = [factories.member(town.county_bureau, Duty.REGISTRAR) for _ in range(8)]
    pk = factories.petition().pk

    def register(clerk: object) -> None:
        case = Petition.objects.get(pk=pk)
        case.register(by=Actor.staff(clerk), purpose="demand", place_code="410802001")

    results = at_once([partial(register, clerk) for clerk in clerks], threads=8)

    refused = [one for one in results if isinstance(one, MoveRefused)]
    assert (results.count(None), len(refused)) == (1, 7)
    assert {str(one) for one in refused} == {"事项现为“已登记”，不能登记。可能已有人先行处理，请刷新页面。"}
    assert Entry.objects.filter(case=pk, move="register").count() == 1
    assert list(Entry.objects.filter(case=pk).values_list("seq", flat=True)) == [1, 2]
    assert Clock.objects.filter(case=pk, rule="P0").count() == 1


def test_eight_closings_and_supervisions_by_rule_leave_one_entry_each() -> None:
    """What beat starts twice, or a worker repeats, happens once."""
    factories.rules()
    town = factories.Town()
    clerk = Actor.staff(factories.member(town.county_bureau, Duty.REGISTRAR))
    first = factories.petition()
    for n in range(2):
        case = factories.petition(phone=f"1380000444{n}")
        case.register(by=clerk, purpose="demand", place_code="410802001", repeat_of=first)
    Petition.objects.filter(pk=first.pk).update(state="guided")

    results = at_once([daily.supervise_repeats, daily.close_lapsed, windows.lapse_windows] * 8, threads=8)

    assert [one for one in results if isinstance(one, BaseException)] == []
    assert sum(one for one in results if isinstance(one, int)) == 2
    assert Entry.objects.filter(move="close", case=first).count() == 1
    assert Supervision.objects.count() == Entry.objects.filter(move="supervise").count() == 1
