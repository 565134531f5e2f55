"""States of a grid case (rules §5.4)."""

from django.db import models


class GridState(models.TextChoices):
    REPORTED = "reported", "已上报"
    SELF_HANDLED = "self_handled", "自行处置"
    ESCALATED = "escalated", "上级平台"
    VERIFYING = "verifying", "核实中"
    FILED = "filed", "已立案"
    VOID = "void", "不予立案"
    DISPATCHED = "dispatched", "已派遣"
    RETURNED = "returned", "已退回"
    HANDLING = "handling", "处置中"
    SUSPENDED = "suspended", "已挂账"
    FEEDBACK = "feedback", "已反馈"
    CHECKING = "checking", "核查中"
    REWORK = "rework", "返工"
    GROUPED = "grouped", "并入类问题"
    CLOSED = "closed", "已结案"
    EVALUATED = "evaluated", "已评价"
