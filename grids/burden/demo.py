"""Demo of the 减负 ledger: invented tasks and inventories; the names of items stay for the department."""

import datetime as dt
from typing import Any

from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Department

from . import acts, fieldnames, loading
from .models import BurdenItem, BurdenTask, InventoryRow, ReboundCheck
from .states import TaskState

# (item, problem, measure, standard, lead, co, started days ago, due in days, how far it has come)
TASKS = (
    (3, "多个部门每月分别向社区要人口、房屋底数，格式各不相同。", "底数由街道统一维护一份，部门从中取数，不再向社区要。",
     "部门不再直接向社区发底数报表，连续三个月无新增。", "jfzj", ("jfrs",), 60, 40, "ongoing"),
    (5, "社区门口挂牌过多，居民找不到办事的门。", "按规定数量保留，其余统一摘除。", "每个社区对外挂牌不超过规定数量。",
     "jfcg", (), 120, -20, "done"),
    (8, "工作群多，重复通知，要求截图回复。", "一个条线一个群，取消截图打卡。", "社区干部加入的工作群压减一半以上。",
     "jfjy", ("jfcg", "jfzj"), 50, -5, "ongoing"),
    (12, "居民被要求到社区开具本不该由社区出具的证明。", "梳理清单，窗口改为数据核验或告知承诺。",
     "清单内的证明，窗口不再要求社区开具。", "jfrs", (), 20, 70, "not_started"),
    (20, "迎检材料重复准备，同一件事几个部门分别检查。", "合并检查，年度计划报专班统筹。", "同一事项一年只查一次。",
     "jfsh", ("jfcg",), 150, -60, "standing"),
)  # fmt: skip

# (kind, name, department, place, frequency, before, after, state, fields)
ROWS = (
    ("return", "常住人口情况表", "jfrs", "410802", "每月", 1, None, "pending",
     "姓名、身份证号、联系电话、家庭住址、总人口、总户数"),
    ("return", "房屋和居住情况统计表", "jfzj", "410802", "每季", 1, None, "pending",
     "户主姓名、身份证号码、手机号、居住地址、房屋性质、总户数"),
    ("return", "适龄儿童摸底表", "jfjy", "410802001", "每年", 1, None, "kept", "姓名、身份证号、出生年月、现住址、联系方式"),
    ("return", "垃圾分类周报", "jfcg", "410802", "每周", 1, 0, "cancelled", "总户数、参与户数、宣传次数"),
    ("sign", "社区门口挂牌", "jfcg", "410802001", "", 14, 5, "kept", ""),
    ("sign", "工作站牌", "jfjy", "410802002", "", 6, 0, "cancelled", ""),
    ("proof", "居住证明", "jfrs", "410802", "", 3, 1, "kept", ""),
    ("app", "条线工作群", "jfcg", "410802", "", 11, 4, "merged", ""),
    ("app", "打卡类小程序", "jfjy", "410802", "", 2, 0, "cancelled", ""),
    ("appraisal", "社区季度排名考核", "jfcg", "410802", "每季", 1, None, "pending", ""),
)  # fmt: skip


# The kind of row → the number of the task that clears it up.
CLEARED_BY = {"return": "1", "sign": "2", "app": "3", "proof": "4"}


def _user(username: str) -> User:
    return User.objects.get(username=username)


def _unit(code: str) -> Department:
    return Department.objects.get(code=code)


def _load_task(index: int, row: tuple[Any, ...]) -> bool:
    item, problem, measure, standard, lead, co, ago, due, state = row
    office, today = _unit("jf"), timezone.localdate()
    if BurdenTask.objects.filter(department=office, number=str(index)).exists():
        return False
    clerk = _user("jf_jianfu")
    task = acts.create(
        BurdenTask(
            number=str(index), item=BurdenItem.objects.get(number=item), department=office, problem=problem,
            measure=measure, standard=standard, lead=_unit(lead), source_file="演示数据，非正式文件",
            started_on=today - dt.timedelta(days=ago), due_on=today + dt.timedelta(days=due),
        ),
        co=[_unit(code) for code in co], by=clerk,
    )  # fmt: skip
    if state != TaskState.NOT_STARTED:
        acts.start(task, by=clerk)
        _advance(task, state, clerk)
    return True


def _advance(task: BurdenTask, state: str, clerk: User) -> None:
    """Settled ones by hand and not by the steps: the demo has no photo to show as evidence."""
    if state in (TaskState.DONE, TaskState.STANDING):
        task.state, task.settled_on = state, timezone.localdate() - dt.timedelta(days=45)
        task.save()
        label = "认定完成" if state == TaskState.DONE else "转为长期坚持"
        task.entries.create(user=clerk, step="finish", label=label, before="ongoing", after=state)
        ReboundCheck.objects.bulk_create(
            ReboundCheck(
                task=task, settled_on=task.settled_on, after_days=days,
                due_on=task.settled_on + dt.timedelta(days=days),
            )
            for days in (30, 90)
        )  # fmt: skip
        acts.rate(task, by=_user("jf_shequ"), level="partly", note="牌子少了，但还有部门来问能不能再挂。")


def _load_row(row: tuple[Any, ...]) -> bool:
    kind, name, department, place, frequency, before, after, state, fields = row
    today = timezone.localdate()
    entry, created = InventoryRow.objects.get_or_create(
        kind=kind, name=name, place_code=place, department=_unit(department), bearer="community",
        defaults={
            "frequency": frequency, "before_count": before, "before_on": today - dt.timedelta(days=150),
            "after_count": after, "after_on": None if after is None else today, "state": state,
            "reported_by": _unit("jf"),
            "task": BurdenTask.objects.filter(department=_unit("jf"), number=CLEARED_BY.get(kind, "")).first(),
        },
    )  # fmt: skip
    if created and fields:
        fieldnames.set_fields(entry, fieldnames.split(fields))
    return created


def load() -> str:
    """Write what is missing; safe to run again."""
    loading.load()
    tasks = sum(_load_task(index, row) for index, row in enumerate(TASKS, 1))
    rows = sum(_load_row(row) for row in ROWS)
    return f"演示减负任务新增 {tasks} 项，减负清册新增 {rows} 项"
