"""Demo of work orders: an invented sheet of 12345 brought in at a street, each order carried to another state."""

import csv
import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases.models import Category
from jiaozuo_social.ledger import services, working
from jiaozuo_social.orgs.models import Department

from ..demo_cases import JOURNEYS
from ..models import GridCase
from . import ledger, orders, results
from .models import OrderSource, WorkOrder

HOTLINE, JIAOXIAOGE = "12345", "jiaoxiaoge"
DESK, DISPATCHER = "jfwc", "wg_wc"
HEADER = (
    "工单编号", "诉求标题", "诉求内容", "诉求分类", "紧急程度", "所属社区", "诉求人", "联系电话", "来电时间",
)  # fmt: skip
# (title, words, class as the hotline writes it, urgency, journey); the last says something the desk must mend.
CALLS = (
    ("楼道堆着旧家具", "二单元楼道堆着旧沙发，住户上下不便。", "乱堆杂物", "一般", "received"),
    ("健身器材松动", "小广场的健身器材螺丝松了，老人锻炼不安全。", "户外健身设施异常", "较急", "filed"),
    ("路灯整晚不亮", "小区东门外三盏路灯不亮。", "路灯异常", "一般", "running"),
    ("渣土车遗撒", "早上有渣土车沿路遗撒，已冲洗，请加强巡查。", "道路遗撒", "一般", "closed"),
    ("树枝压线", "人行道上的树枝压到通信线。", "行道树异常", "较急", "rated"),
    ("广场夜里太吵", "晚上十点后还有音响。", "噪声扰民", "一般", "void"),
    ("想问居住证怎么办", "外地户口，想知道居住证在哪里办。", "咨询求助", "一般", "received"),
)
RETURNED = ("closed", "void")  # journeys whose results the source has acknowledged
UPDATE = "楼道堆着旧沙发和一张床，住户上下不便，消防通道也被占。"


def _sources() -> OrderSource:
    """A hotline whose sheets come by hand, and a platform of its own that speaks by program."""
    desk = Department.objects.get(code=DESK)
    event = Category.objects.get(kind=GridCase.KIND, code="90003")
    hotline, _ = OrderSource.objects.get_or_create(
        code=HOTLINE,
        defaults={"name": "12345热线", "channel": "hotline", "department": desk, "default_event": event},
    )
    OrderSource.objects.get_or_create(
        code=JIAOXIAOGE, defaults={"name": "焦小格", "channel": "platform", "department": desk}
    )
    return hotline


def _number(index: int) -> str:
    return f"RX{timezone.localdate():%Y%m%d}{index:04d}"


def _sheet() -> SimpleUploadedFile:
    """As the hotline's system would export it; the last row has no content and is refused."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    called = timezone.localtime() - dt.timedelta(hours=5)
    for index, (title, words, kind, urgency, _) in enumerate(CALLS, 1):
        writer.writerow([
            _number(index), title, words, kind, urgency, "锦祥花园社区", f"演示来电人{index}",
            f"1370001{index:04d}", f"{called + dt.timedelta(minutes=index):%Y-%m-%d %H:%M}",
        ])  # fmt: skip
    writer.writerow([_number(99), "没有内容的工单", "", "", "", "", "", "", ""])
    return SimpleUploadedFile("12345工单.csv", text.getvalue().encode("utf-8-sig"))


def _bring_in(file: SimpleUploadedFile, user: Any) -> None:
    """By the steps of the import pages; here nobody waits for a worker."""
    desk = Department.objects.get(code=DESK)
    run = services.upload(user=user, ledger=ledger.LEDGER, desk=desk, file=file)
    services.check(run, columns=ledger.guess_columns(list(HEADER)), source=HOTLINE)
    working.check(run.pk)
    services.start(run)
    working.bring_in(run.pk)


def _from_program(user: Any) -> None:
    """One order of the other platform by its own number, sent again with more to say."""
    source = OrderSource.objects.get(code=JIAOXIAOGE)
    sent: dict[str, Any] = {
        "number": f"JXG{timezone.localdate():%Y%m%d}01", "title": "消防通道被占", "urgency": "pressing",
        "event": Category.objects.get(kind=GridCase.KIND, code="09012"), "category_words": "占用消防通道",
        "place_code": "410802009012004",
    }  # fmt: skip
    orders.take_in(orders.Order(body="楼道堆着旧沙发，住户上下不便。", **sent), source=source, user=user)
    orders.take_in(orders.Order(body=UPDATE, **sent), source=source, user=user)


def load() -> str:
    """Write what is missing; safe to run again."""
    hotline = _sources()
    if WorkOrder.objects.filter(source=hotline).exists():
        return "演示工单新增 0 件"
    user = User.objects.get(username=DISPATCHER)
    _bring_in(_sheet(), user)
    for index, (*_, journey) in enumerate(CALLS, 1):
        order = WorkOrder.objects.get(source=hotline, number=_number(index))
        JOURNEYS[journey](GridCase.objects.get(pk=order.case_id))
        if journey in RETURNED:
            results.acknowledge(hotline, [order.number], read_at=timezone.now(), by=user)
    _from_program(user)
    return f"演示工单新增 {WorkOrder.objects.count()} 件"
