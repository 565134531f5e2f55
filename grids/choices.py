"""Coded answers of a grid case."""

from django.db import models


class Urgency(models.TextChoices):
    URGENT = "urgent", "紧急"
    PRESSING = "pressing", "较急"
    ORDINARY = "ordinary", "一般"


class Stage(models.TextChoices):
    """What a limit by event and urgency counts (rules §5.3)."""

    VERIFY = "verify", "核实"
    HANDLE = "handle", "处置"
    CHECK = "check", "核查"


class ReporterKind(models.TextChoices):
    WORKER = "worker", "网格员"
    LEADER = "leader", "网格长"
    PLATFORM = "platform", "平台录入"
    PUBLIC = "public", "群众"
    RIDER = "rider", "骑手"
    HOTLINE = "hotline", "12345热线"
    SYSTEM = "system", "其他系统"
    PETITION = "petition", "信访转来"


OFFICIAL_REPORTERS = frozenset({ReporterKind.WORKER, ReporterKind.LEADER, ReporterKind.PLATFORM})


class VoidReason(models.TextChoices):
    UNFOUNDED = "unfounded", "现场未发现问题"
    DUPLICATE = "duplicate", "与在办事项重复"
    OUTSIDE = "outside", "不属网格事项范围"
    SOLVED = "solved", "问题已解决"
    UNCLEAR = "unclear", "位置或内容不清，无法核实"


class SuspensionReason(models.TextChoices):
    """客观受限: why work cannot go on for now (rules §5.4)."""

    WEATHER = "weather", "季节或天气"
    FUNDS = "funds", "资金待落实"
    PROCEDURE = "procedure", "须履行审批、招标等程序"
    LITIGATION = "litigation", "涉诉或权属未定"
    PLANNED = "planned", "已列入改造计划"
    OTHER = "other", "其他客观原因"


class Request(models.TextChoices):
    """How far a request for 延期 or 挂账 has come."""

    ASKED = "asked", "待单位负责人审核"
    ENDORSED = "endorsed", "待平台批准"


class Score(models.TextChoices):
    """How a community rates that a called department came (吹哨报到)."""

    GOOD = "good", "好"
    FAIR = "fair", "一般"
    POOR = "poor", "差"
