"""Demo of 居民议事: an invented sewer repair in one community, carried from the draft to the ledger."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Department

from . import acts, households, money, relief, voting
from .models import Consultation, Household

PLACE = "410802009012"
NUMBERS = [
    f"{block}号楼{unit}单元{floor}0{door}"
    for block in (1, 2)
    for unit in (1, 2)
    for floor in (1, 2, 3)
    for door in (1, 2)
]
SEWER, LIGHTS, BENCH = "疏通并更换2号楼下水主管", "楼道加装感应灯", "楼前空地摆放休息座椅"
COSTS = {
    SEWER: [("更换主管道", Decimal("7200")), ("清理化粪池", Decimal("1800")), ("路面恢复", Decimal("600"))],
    LIGHTS: [("感应灯及安装", Decimal("2400"))],
    BENCH: [("座椅", Decimal("1500"))],
}


def _draft(title: str, problem: str, plan: str, by: User) -> Consultation:
    draft = Consultation(
        title=title,
        problem=problem,
        plan=plan,
        place_code=PLACE,
        department=Department.objects.get(code="jfjx"),
    )
    return acts.create(draft, costs=COSTS[title], by=by)


def _to_voting(one: Consultation, by: User) -> None:
    """The days of the announcement are put behind it, so that the demo needs no week."""
    acts.announce(one, by=by)
    past = timezone.now() - dt.timedelta(hours=1)
    Consultation.objects.filter(pk=one.pk).update(announced_until=past)
    acts.open_voting(one, by=by, until=timezone.now() + dt.timedelta(days=5))


def _vote(one: Consultation, by: User, voters: int, against: int) -> None:
    for index, household in enumerate(Household.objects.within(PLACE)[:voters]):
        choice = "against" if index < against else "for"
        voting.by_staff(
            one, household, by=by, choice=choice, name=f"演示住户{index + 1}", phone=f"1370000{index:04d}"
        )


def _carry(one: Consultation, by: User) -> None:
    acts.take_minutes(one, by=by, minutes="居民代表到会，逐项核对了报价，同意按户平均分摊，账目每月公布。")
    acts.count(one, by=by)
    acts.begin(one, by=by)
    money.receive(
        one, by=by, kind="grant", amount=Decimal("3000"), purpose="街道惠民资金补助", party="王褚街道办事处"
    )
    for share in one.shares.select_related("household")[:12]:
        money.receive(
            one, by=by, kind="share", amount=share.amount, purpose="下水管道分摊", household=share.household
        )
    relief.relieve(
        one, one.shares.order_by("pk")[20], by=by, relieved=Decimal("400"), relief="hardship",
        borne_by="社区公益金", note="低保证已核对，到会住户同意。",
    )  # fmt: skip
    money.pay(one, by=by, amount=Decimal("4000"), purpose="管道材料预付款", party="演示市政工程公司")
    wrong = money.receive(
        one, by=by, kind="donation", amount=Decimal("500"), purpose="捐助", party="张三", is_person=True
    )
    money.reverse(one, wrong, by=by, note="金额登记错误")
    money.receive(
        one, by=by, kind="donation", amount=Decimal("50"), purpose="捐助", party="张三", is_person=True
    )


def load() -> str:
    """Write what is missing; safe to run again."""
    by = User.objects.get(username="jf_shequ")
    if Consultation.objects.filter(title__in=COSTS).exists():
        return "演示居民议事新增 0 件"
    households.enter(PLACE, [households.Line(number, Decimal("86.5")) for number in NUMBERS], by=by)
    sewer = _draft(
        SEWER, "2号楼下水主管老化堵塞，污水倒灌一楼。小区没有物业和维修资金，没有部门负责。",
        "请有资质的单位更换主管约四十米，清理化粪池，恢复路面，工期十天。", by,
    )  # fmt: skip
    lights = _draft(
        LIGHTS, "楼道灯坏了多年，老人夜里上下楼不安全。", "每层装一盏感应灯，电费由各单元分担。", by
    )
    _draft(BENCH, "老人没有地方坐。", "在楼前空地摆放四张长椅。", by)
    _to_voting(sewer, by)
    _vote(sewer, by, len(NUMBERS), 3)
    _carry(sewer, by)
    _to_voting(lights, by)
    _vote(lights, by, 9, 1)
    voting.void(lights, lights.turnouts.latest("pk"), by=by, reason="登记时选错门牌，住户当面要求更正。")
    return "演示居民议事新增 3 件"
