"""States of a task of the 减负 ledger (rules §7). 逾期 is derived from the due date, never stored."""

from django.db import models


class TaskState(models.TextChoices):
    NOT_STARTED = "not_started", "未启动"
    ONGOING = "ongoing", "推进中"
    DONE = "done", "已完成"
    STANDING = "standing", "长期坚持"


OPEN = (TaskState.NOT_STARTED.value, TaskState.ONGOING.value)
SETTLED = (TaskState.DONE.value, TaskState.STANDING.value)
OVERDUE = "overdue"
# What lists show and filter by: the four states, and 逾期 in place of an open one.
STATUSES = [(str(value), str(label)) for value, label in TaskState.choices] + [(OVERDUE, "逾期")]
TONES = {
    TaskState.NOT_STARTED.value: "neutral", TaskState.ONGOING.value: "info",
    TaskState.DONE.value: "success", TaskState.STANDING.value: "success", OVERDUE: "danger",
}  # fmt: skip
