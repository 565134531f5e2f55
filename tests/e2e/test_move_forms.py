"""The form of every move, in a state where a button leads to it: see ``looking``."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from jiaozuo_social.cases.moves import Actor, Seat
from jiaozuo_social.orgs.models import Duty
from petitions.models import Campaign
from petitions.moves import MOVES
from petitions.suggestion_moves import MOVES as SUGGESTION_MOVES
from tests import factories
from tests.casework import ANSWER, Walk
from tests.e2e.browsing import Desk, off_loop
from tests.e2e.looking import visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LINKS = "links => links.map(link => link.getAttribute('href')).filter(address => address.includes('/moves/'))"


def made_by_staff(moves: Any) -> set[str]:
    return {move.name for move in moves if any(isinstance(who, Seat) for who in move.who)}


def open_forms(desk: Desk, people: list[Any], cases: list[Any]) -> set[str]:
    """Look at each form that a button leads to, once."""
    seen: set[str] = set()
    for person in people:
        page = desk.open(person)
        for case in cases:
            page.goto(f"{desk.server}/cases/{case.pk}/")
            for link in page.locator("main a").evaluate_all(LINKS):
                name = link.rstrip("/").rsplit("/", 1)[-1]
                if name not in seen:
                    seen.add(name)
                    visit(desk, page, link, f"move-{case.kind}-{name}")
    return seen


def reviewed(walk: Walk) -> Any:
    case = walk.to("review")
    case.review(
        by=Actor.staff(walk.staff.reviewer), review_result="upheld", body="维持。",
        delivered_on=timezone.localdate(),
    )  # fmt: skip
    return case


def in_recheck(walk: Walk, *, hearing: bool) -> Any:
    case = reviewed(walk)
    case.request_recheck(by=Actor.petitioner(), note="不服。")
    if hearing:
        case.hold_hearing(by=Actor.staff(walk.staff.rechecker), note="定于下周听证。")
    return case


def petitions_on_their_way(walk: Walk) -> list[Any]:
    worker, approver = Actor.staff(walk.staff.worker), Actor.staff(walk.staff.approver)
    plain = [
        walk.to(state) for state in ("submitted", "registered", "accepted", "handling", "replied", "review")
    ]
    objected, rejected, guided = (walk.to("dispatched") for _ in range(3))
    objected.object(by=worker, note="不属职责。")
    rejected.propose_end(by=worker, end="rejected", note="超出范围。", refusal_reason="no_facts")
    guided.propose_end(by=worker, end="guided", note="应当仲裁。", guide_target="statutory")
    simple = walk.to("registered")
    simple.dispatch_simple(by=approver, lead=walk.town.housing)
    waiting, supervised, urgent = walk.to("handling"), walk.to("handling"), walk.to("registered")
    waiting.request_extension(by=worker, days=5, note="需要鉴定。")
    waiting.submit_answer(by=worker, **ANSWER)
    supervised.supervise(by=approver, note="抓紧。")
    urgent.mark_urgent(by=approver, note="可能聚集。")
    reviews = [reviewed(walk), in_recheck(walk, hearing=False), in_recheck(walk, hearing=True)]
    answered = [walk.to("replied", is_public=True) for _ in range(2)]
    answered[1].publish_answer(by=approver, public_title="路灯不亮", public_text="已更换灯具。")
    secrets = [
        walk.to("registered", purpose="accusation", title="反映收受礼金", accused_name="某单位")
        for _ in range(2)
    ]
    secrets[1].hold(by=Actor.staff(walk.staff.warden), note="行政诉讼")
    return [*plain, walk.to("dispatched", co=True), objected, rejected, guided, simple, waiting, supervised, urgent,
            *reviews, *answered, *secrets]  # fmt: skip


def test_forms_of_petitions(desk: Desk, walk: Walk, everybody: Any) -> None:
    cases = off_loop(lambda: petitions_on_their_way(walk))
    staff = walk.staff
    seen = open_forms(
        desk, [everybody, staff.warden, staff.co_worker, staff.reviewer, staff.rechecker], cases
    )
    assert seen == made_by_staff(MOVES)


class Suggestions:
    """Suggestions moved by their verbs, all of one campaign."""

    def __init__(self, walk: Walk, desk: Any) -> None:
        self.walk, self.desk, self.worker = walk, Actor.staff(desk), Actor.staff(walk.staff.worker)
        now = timezone.now()
        self.campaign = Campaign.objects.create(
            title="十五五规划建言", explanation="说明", starts_at=now - dt.timedelta(days=9), state="summarised",
            ends_at=now - dt.timedelta(days=1), place_code="410802", department=walk.town.county_bureau,
        )  # fmt: skip

    def to(self, state: str) -> Any:
        case = factories.suggestion(campaign=self.campaign, is_public=True, agrees_to_name=True)
        for step in (
            "screened",
            "assigned",
            "studying",
            "replied",
            "transforming",
            "implemented",
            "nominated",
        ):
            if case.state == state:
                break
            getattr(self, f"_{step}")(case)
        assert case.state == state
        return case

    def _screened(self, case: Any) -> None:
        case.screen(by=self.desk, is_unique=True, is_impersonal=True)

    def _assigned(self, case: Any) -> None:
        case.assign(by=self.desk, lead=self.walk.town.housing, co=[self.walk.town.water])

    def _studying(self, case: Any) -> None:
        case.study(by=self.worker, contacted_on=timezone.localdate(), note="已电话联系。")

    def _replied(self, case: Any) -> None:
        case.co_answer(by=Actor.staff(self.walk.staff.co_worker), note="同意。")
        case.reply(by=Actor.staff(self.walk.staff.head), result="adopted", answer_text="采纳，明年实施。")

    def _transforming(self, case: Any) -> None:
        until = timezone.localdate() + dt.timedelta(days=30)
        case.transform(by=self.worker, use_type="project", use_due_on=until, note="列入计划。")

    def _implemented(self, case: Any) -> None:
        case.implement(by=self.worker, use_proof="座椅已装。")

    def _nominated(self, case: Any) -> None:
        case.nominate(by=self.desk, award_year=timezone.localdate().year)

    def on_their_way(self) -> list[Any]:
        plain = [
            self.to(state)
            for state in ("received", "screened", "assigned", "studying", "replied", "transforming",
                          "implemented", "nominated")
        ]  # fmt: skip
        waiting, supervised, shown = self.to("studying"), self.to("studying"), self.to("replied")
        waiting.request_extension(by=self.worker, days=5, note="需要论证。")
        waiting.co_answer(by=Actor.staff(self.walk.staff.co_worker), note="同意。")
        waiting.submit_answer(by=self.worker, result="adopted", answer_text="拟采纳。")
        supervised.supervise(by=self.desk, note="抓紧。")
        shown.publish(by=self.desk, public_text="在公交站加装座椅。")
        return [*plain, waiting, supervised, shown]


def test_forms_of_suggestions(desk: Desk, walk: Walk, everybody: Any) -> None:
    solicitor = factories.member(walk.town.county_bureau, Duty.SOLICITOR)
    cases = off_loop(lambda: Suggestions(walk, solicitor).on_their_way())
    seen = open_forms(desk, [everybody, walk.staff.co_worker], cases)
    assert seen == made_by_staff(SUGGESTION_MOVES)
