"""A town with a 征集办, its units, and suggestions brought to any state by their verbs."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department, Duty
from petitions.models import Campaign, Suggestion
from tests import factories


class Office(factories.Town):
    """The town of the factories, with 征集办 in the functional 社会工作部 of the city."""

    def __init__(self) -> None:
        super().__init__()
        self.social = factories.department(
            "jzsg", parent=self.city, name="市委社会工作部", kind=Department.Kind.FUNCTIONAL
        )
        self.solicitor = factories.member(self.social, Duty.SOLICITOR)
        self.worker = factories.member(self.housing, Duty.HANDLER)
        self.boss = factories.member(self.housing, Duty.HEAD)
        self.helper = factories.member(self.water, Duty.HANDLER)
        self.desk, self.unit = Actor.staff(self.solicitor), Actor.staff(self.worker)
        self.lead, self.co = Actor.staff(self.boss), Actor.staff(self.helper)
        self.citizen, self.system = Actor.petitioner(), Actor.system()

    def at(self, state: str, **fields: Any) -> Suggestion:
        """A suggestion in this state, brought there by the verbs."""
        case = factories.suggestion(**fields)
        for step in self._way(state):
            step(case)
        assert case.state == state
        return case

    def _way(self, state: str) -> list[Any]:
        screen = lambda c: c.screen(by=self.desk, is_unique=True, is_impersonal=True)  # noqa: E731
        assign = lambda c: c.assign(by=self.desk, lead=self.housing)  # noqa: E731
        study = lambda c: c.study(by=self.unit, contacted_on=timezone.localdate(), note="电话核实")  # noqa: E731
        reply = lambda c: c.reply(by=self.lead, result="adopted", answer_text="予以采纳")  # noqa: E731
        use = lambda c: c.transform(  # noqa: E731
            by=self.unit,
            use_type="benefit",
            use_due_on=timezone.localdate() + dt.timedelta(days=10),
            note="计划",
        )
        done = lambda c: c.implement(by=self.unit, use_proof="已安装座椅 40 处")  # noqa: E731
        nominate = lambda c: c.nominate(by=self.desk, award_year=timezone.localdate().year)  # noqa: E731
        ways: dict[str, list[Any]] = {"received": []}
        ways["screened"] = [screen]
        ways["assigned"] = [screen, assign]
        ways["returned"] = [*ways["assigned"], lambda c: c.send_back(by=self.unit, note="非本单位职责")]
        ways["studying"] = [*ways["assigned"], study]
        ways["replied"] = [*ways["studying"], reply]
        ways["transforming"] = [*ways["replied"], use]
        ways["implemented"] = [*ways["transforming"], done]
        ways["nominated"] = [*ways["implemented"], nominate]
        ways["evaluated"] = [*ways["implemented"], lambda c: c.rate(by=self.citizen, level="satisfied")]
        ways["archived"] = [lambda c: c.archive(by=self.desk, screening_reason="vague", note="内容空泛")]
        return ways[state]


@pytest.fixture
def office(db: None) -> Office:
    factories.rules()
    return Office()


def campaign(office: Office, **fields: Any) -> Campaign:
    """A campaign that takes suggestions since yesterday and until tomorrow."""
    now = timezone.now()
    values = {
        "title": "十五五规划建言",
        "explanation": "说明",
        "starts_at": now - dt.timedelta(days=1),
        "ends_at": now + dt.timedelta(days=1),
        "state": "published",
        "place_code": "4108",
        "department": office.social,
    }
    return Campaign.objects.create(**{**values, **fields})


@pytest.fixture
def running(office: Office) -> Campaign:
    return campaign(office)


def visible_clock(case: Suggestion, code: str) -> Any:
    return SimpleNamespace(**case.clocks.filter(rule_id=code).order_by("-pk").values().first())
