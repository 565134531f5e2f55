"""Demo petitions and suggestions: invented matters, in every state a newcomer should see."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import intake
from jiaozuo_social.cases.models import Case, Category, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department

from .demo_past import came_long_ago
from .models import Campaign, Petition, Suggestion

SPACE = uuid.UUID("6f1d2b1e-6a6e-4b6c-9d3e-0a7b5c1d2e3f")
CITIZEN = Actor.petitioner()
Journey = Callable[[Petition], None]

ANSWER = {
    "answer_request": "请求尽快修复小区排水管道，恢复正常使用。",
    "answer_facts": "经现场查看，小区主管道塌陷约十二米，污水外溢属实。",
    "answer_opinion": "由区住建局组织更换塌陷管道，七日内完工，并清理路面。",
    "answer_basis": "《城镇排水与污水处理条例》第三十一条",
    "decision": "support",
    "outcome": "solved",
}
PUBLIC_TEXT = "经现场查看，主管道塌陷约十二米，污水外溢属实。已由区住房和城乡建设部门更换塌陷管道并清理路面。"


def _as(username: str) -> Actor:
    return Actor.staff(User.objects.get(username=username))


def _unit(code: str) -> Department:
    return Department.objects.get(code=code)


def _stay(case: Petition) -> None:
    """Left as it came in."""


def _registered(case: Petition) -> None:
    case.register(by=_as("jf_dengji"))


def _dispatched(case: Petition) -> None:
    _registered(case)
    case.dispatch(
        by=_as("jf_shenpi"), lead=_unit("jfzj"), co=[_unit("jfcg")], handling_way="dispatch",
        feedback_due_on=timezone.localdate() + dt.timedelta(days=20), note="请核实处理并反馈结果。",
    )  # fmt: skip


def _objected(case: Petition) -> None:
    _registered(case)
    case.dispatch(by=_as("jf_shenpi"), lead=_unit("jfzj"))
    case.object(by=_as("jf_jingban"), note="占道经营属城市管理部门职责，建议改派区城市管理局。")


def _handling(case: Petition) -> None:
    _dispatched(case)
    case.accept(by=_as("jf_jingban"), route="petition")
    handler = User.objects.get(username="jf_jingban")
    case.start_handling(by=_as("jf_jingban"), handler=handler, no_interest=True)


def _contact(case: Petition, *, reached: bool) -> None:
    case.contact(
        by=_as("jf_jingban"), contacted_at=timezone.now(), means="phone", reached=reached,
        note="已说明办理进展，约定现场查看。" if reached else "无人接听，改日再联系。",
    )  # fmt: skip


def _not_reached(case: Petition) -> None:
    _handling(case)
    _contact(case, reached=False)
    came_long_ago(case)


def _answer_waits(case: Petition) -> None:
    _handling(case)
    _contact(case, reached=True)
    case.co_answer(by=_as("jf_xieban"), note="已清理路面积水，并安排每日巡查。")
    case.submit_answer(by=_as("jf_jingban"), **ANSWER)


def _replied(case: Petition) -> None:
    _answer_waits(case)
    case.reply(by=_as("jf_fuze"), delivered_on=timezone.localdate(), delivery="网上送达")
    came_long_ago(case)


def _published(case: Petition) -> None:
    _replied(case)
    case.publish_answer(by=_as("jf_shenpi"), public_title=f"关于{case.title}的答复", public_text=PUBLIC_TEXT)


def _rated(case: Petition) -> None:
    _published(case)
    case.rate(by=CITIZEN, bureau="satisfied", unit="fair", note="办得还行，希望再快一些。")


def _in_review(case: Petition) -> None:
    _replied(case)
    case.request_review(by=CITIZEN, note="管道换了，但损坏的地面没有恢复，请求复查。")


def _guided(case: Petition) -> None:
    _registered(case)
    case.guide(
        by=_as("jf_shenpi"), guide_target="statutory", route="arbitration",
        body="您反映的劳动报酬争议，应向解放区劳动人事争议仲裁委员会申请仲裁。",
    )  # fmt: skip


def _supervised(case: Petition) -> None:
    _handling(case)
    case.supervise(by=_as("jf_shenpi"), note="群众多次催问，请三日内书面反馈进展。")


# (title, body, content category, street, purpose, days ago, journey)
PETITIONS: tuple[tuple[str, str, str, str, str, int, Journey], ...] = (
    (
        "小区下水道堵塞外溢",
        "楼下污水井外溢一周，气味很大，老人孩子出行不便。",
        "城乡建设",
        "410802001",
        "demand",
        0,
        _stay,
    ),
    ("家属院门口路灯不亮", "门口三盏路灯都不亮，晚上看不清路。", "城乡建设", "410802002", "demand", 1, _stay),
    ("工资被拖欠三个月", "工地完工后包工头一直不结工资。", "劳动和社会保障", "410811001", "demand", 2, _stay),
    (
        "小区电梯经常停运",
        "电梯每周停两三次，物业一直说等配件。",
        "城乡建设",
        "410802003",
        "demand",
        14,
        _registered,
    ),
    (
        "学校门口接送拥堵",
        "上下学时段学校门口堵车，孩子过马路危险。",
        "交通运输",
        "410802004",
        "opinion",
        18,
        _stay,
    ),
    (
        "楼下烧烤油烟扰民",
        "烧烤店夜里营业到两点，油烟直冲楼上。",
        "环境保护",
        "410802001",
        "demand",
        3,
        _dispatched,
    ),
    ("占道经营影响通行", "菜市场外摊位占了整条便道。", "城乡建设", "410802005", "demand", 5, _objected),
    (
        "老旧小区屋顶漏雨",
        "顶楼四户漏雨，多次报修没有结果。",
        "城乡建设",
        "410802002",
        "demand",
        0,
        _not_reached,
    ),
    (
        "供暖温度不达标",
        "室内只有十四度，供热公司测温后没有下文。",
        "城乡建设",
        "410802003",
        "demand",
        10,
        _supervised,
    ),
    (
        "小区排水管塌陷",
        "主管道塌陷，一到下雨一楼就进水。",
        "城乡建设",
        "410802001",
        "demand",
        12,
        _answer_waits,
    ),
    (
        "巷子污水横流",
        "巷子里的污水管断了，污水流到路上结冰。",
        "城乡建设",
        "410802004",
        "demand",
        0,
        _published,
    ),
    ("院内化粪池外溢", "化粪池满了没人清，院里没法走。", "城乡建设", "410802005", "demand", 0, _rated),
    (
        "管道修好路面未恢复",
        "挖开修管道后路面没有恢复，坑洼不平。",
        "城乡建设",
        "410802002",
        "demand",
        0,
        _in_review,
    ),
    (
        "劳动报酬争议",
        "与公司对加班费计算有争议，请求帮助。",
        "劳动和社会保障",
        "410802001",
        "demand",
        6,
        _guided,
    ),
    ("反映某单位人员收受礼品", "反映有人在审批中收受礼品。", "纪检监察", "410802001", "accusation", 1, _stay),
)

SUGGESTIONS = (
    ("在公交站加装遮阳座椅", "夏天候车太晒，老人站不住。", "在客流大的站点加装带遮阳棚的折叠座椅。"),
    ("社区设老年人代办点", "老人不会用手机办事。", "每个社区每周安排半天，由志愿者现场代办。"),
    ("为外卖骑手开放社区饮水点", "骑手夏天没有地方喝水休息。", "利用党群服务中心，设饮水和充电点。"),
)


def _party(index: int) -> Party:
    party = Party(role=Party.Role.PETITIONER, wants_sms=True)
    party.set_contact(name=f"演示群众{index}", phone=f"1380000{index:04d}", address="演示地址 1 号楼")
    return party


def _load_petition(index: int, row: tuple[str, str, str, str, str, int, Journey]) -> bool:
    title, body, content, place, purpose, days_ago, journey = row
    mark = uuid.uuid5(SPACE, f"petition-{index}")
    if Case.objects.filter(client_uuid=mark).exists():
        return False
    case = Petition(
        title=title, body=body, purpose=purpose, place_code=place, is_public=purpose != "accusation",
        category=Category.objects.filter(kind="petition", name=content).first(),
        is_confidential=purpose == "accusation", accused_name="某单位" if purpose == "accusation" else "",
        received_at=timezone.now() - dt.timedelta(days=days_ago),
    )  # fmt: skip
    intake.receive(case, by=CITIZEN, parties=[_party(index)], client_uuid=mark, starts=("P0", "P1"))
    journey(case)
    return True


def _load_suggestion(index: int, row: tuple[str, str, str], campaign: Campaign | None) -> bool:
    mark = uuid.uuid5(SPACE, f"suggestion-{index}")
    if Case.objects.filter(client_uuid=mark).exists():
        return False
    title, body, proposal = row
    case = Suggestion(
        title=title, body=body, proposal=proposal, place_code="4108", is_public=True, campaign=campaign
    )
    intake.receive(case, by=CITIZEN, parties=[_party(100 + index)], client_uuid=mark, starts=("J1", "J2"))
    return True


def _campaign() -> Campaign:
    now = timezone.now()
    campaign, _ = Campaign.objects.get_or_create(
        title="“一老一小”服务怎样办得更好",
        defaults={
            "explanation": "围绕社区养老、托育和接送，征集可操作的办法。",
            "ways": "网上填写，或到各社区党群服务中心提交纸质建议。",
            "starts_at": now - dt.timedelta(days=10),
            "ends_at": now + dt.timedelta(days=30),
            "state": "published",
            "place_code": "4108",
            "department": Department.objects.filter(code="jzsg").first(),
        },
    )
    return campaign


def load() -> str:
    """Write what is missing; safe to run again."""
    petitions = sum(_load_petition(index, row) for index, row in enumerate(PETITIONS, 1))
    campaign = _campaign()
    suggestions = sum(
        _load_suggestion(index, row, campaign if index == 2 else None)
        for index, row in enumerate(SUGGESTIONS, 1)
    )
    return f"演示信访件新增 {petitions} 件，人民建议新增 {suggestions} 条"
