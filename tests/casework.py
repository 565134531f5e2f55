"""A town with one person per duty, and petitions moved by their verbs."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from petitions.models import Petition
from tests import factories

ANSWER = {
    "answer_request": "请求清理外溢的化粪池",
    "answer_facts": "经现场查看，化粪池外溢情况属实。",
    "answer_opinion": "由物业三日内清理化粪池并更换管道。",
    "answer_basis": "《河南省物业管理条例》第六十条",
    "decision": "support",
}


@pytest.fixture
def town(db: None) -> factories.Town:
    factories.rules()
    for code, name, level, parent in (
        ("41", "河南省", 1, None),
        ("4108", "焦作市", 2, "41"),
        ("410802", "解放区", 3, "4108"),
        ("410802001", "民生街道", 4, "410802"),
    ):
        Division.objects.get_or_create(
            code=code, defaults={"name": name, "full_name": name, "level": level, "parent_id": parent}
        )
    places.refresh()
    return factories.Town()


@pytest.fixture
def staff(town: factories.Town) -> SimpleNamespace:
    """One person per duty, all of the first county and its units."""
    return SimpleNamespace(
        clerk=factories.member(town.county_bureau, Duty.REGISTRAR),
        approver=factories.member(town.county_bureau, Duty.APPROVER),
        worker=factories.member(town.housing, Duty.HANDLER),
        head=factories.member(town.housing, Duty.HEAD),
        co_worker=factories.member(town.water, Duty.HANDLER),
        reviewer=factories.member(town.county, Duty.REVIEWER),
        rechecker=factories.member(town.city, Duty.REVIEWER),
        warden=factories.member(town.county_bureau, Duty.CONFIDENTIAL),
        stranger=factories.member(town.other_bureau, Duty.APPROVER),
        leader=factories.member(town.city, Duty.LEADER),
    )


@pytest.fixture
def login() -> Callable[[User], Client]:
    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


class Walk:
    """Moves a petition to a state by the verbs that lead there."""

    def __init__(self, town: factories.Town, staff: SimpleNamespace) -> None:
        self.town, self.staff = town, staff

    def to(self, state: str, *, co: bool = False, **fields: object) -> Petition:
        return self.on(factories.petition(**fields), state, co=co)

    def on(self, case: Petition, state: str, *, co: bool = False) -> Petition:
        """From where the case is now."""
        steps = ("submitted", "registered", "dispatched", "accepted", "handling", "replied", "review")
        for step in steps[steps.index(case.state) + 1 : steps.index(state) + 1]:
            getattr(self, f"_{step}")(case, co)
        assert case.state == state
        return case

    def _registered(self, case: Petition, co: bool) -> None:
        clerk = self.staff.warden if case.is_confidential else self.staff.clerk
        accused = {"accused": self.town.housing} if case.is_confidential else {}
        case.register(by=Actor.staff(clerk), **accused)

    def _dispatched(self, case: Petition, co: bool) -> None:
        others = [self.town.water] if co else []
        case.dispatch(by=Actor.staff(self.staff.approver), lead=self.town.housing, co=others)

    def _accepted(self, case: Petition, co: bool) -> None:
        case.accept(by=Actor.staff(self.staff.worker), route="petition")

    def _handling(self, case: Petition, co: bool) -> None:
        case.start_handling(by=Actor.staff(self.staff.worker), handler=self.staff.worker, no_interest=True)

    def _replied(self, case: Petition, co: bool) -> None:
        case.reply(by=Actor.staff(self.staff.head), delivered_on=timezone.localdate(), **ANSWER)

    def _review(self, case: Petition, co: bool) -> None:
        case.request_review(by=Actor.petitioner(), note="不服")


@pytest.fixture
def walk(town: factories.Town, staff: SimpleNamespace) -> Walk:
    return Walk(town, staff)
