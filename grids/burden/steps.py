"""Steps of a 减负 task: who may make which, in which state (rules §7 D)."""

from typing import Any

from ..steps import SYSTEM, Step, StepTable
from .access import CO, GRASSROOTS, LEAD, OFFICE
from .states import OPEN, SETTLED, TaskState

NOT_STARTED, ONGOING = TaskState.NOT_STARTED.value, TaskState.ONGOING.value
DONE, STANDING = TaskState.DONE.value, TaskState.STANDING.value


def _has_evidence(task: Any) -> str:
    return "" if task.files.exists() else "还没有佐证材料，请先在“填报进展”中上传。"


def _not_proposed(task: Any) -> str:
    return "已经申请认定，请等待减负专班认定。" if task.proposed_at else _has_evidence(task)


def _proposed(task: Any) -> str:
    return "" if task.proposed_at else "牵头单位没有申请认定完成。"


STEPS = StepTable(
    (
        Step("start", "启动", (NOT_STARTED,), ONGOING, frozenset({LEAD, OFFICE}), has_form=False),
        Step("progress", "填报进展", (ONGOING, STANDING), None, frozenset({LEAD, CO})),
        Step("propose", "申请认定完成", (ONGOING,), None, frozenset({LEAD}), _not_proposed),
        Step("finish", "认定完成", (ONGOING,), DONE, frozenset({OFFICE}), _has_evidence,
             hint="认定后，系统按规定的天数安排反弹检查。"),
        Step("decline", "退回完善", (ONGOING,), None, frozenset({OFFICE}), _proposed),
        Step("keep", "转为长期坚持", (ONGOING, DONE), STANDING, frozenset({OFFICE}), _has_evidence,
             hint="长期坚持的任务同样安排反弹检查。"),
        Step("rate", "基层评价", (ONGOING, DONE, STANDING), None, frozenset({GRASSROOTS}),
             hint="牵头单位只能看到汇总和意见，看不到是哪个单位评的。可以再次评价，以最后一次为准。"),
        Step("check", "反弹检查", SETTLED, None, frozenset({OFFICE})),
        Step("reopen", "重新推进", SETTLED, ONGOING, frozenset({OFFICE}),
             hint="未完成的反弹检查随之取消。"),
        Step("edit", "修改", (*OPEN, STANDING), None, frozenset({OFFICE})),
        Step("schedule", "安排反弹检查", SETTLED, None, frozenset({SYSTEM}), has_form=False),
    )
)  # fmt: skip
