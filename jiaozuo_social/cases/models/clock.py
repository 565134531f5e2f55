"""Clocks are rows: one obligation, its rule, its deadline and how it ended (rules §1.2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.workdays import Unit


class ClockRule(models.Model):
    """A limit of law or of our design. Loaded by ``load_rules``; an administrator may change it."""

    class Unit(models.TextChoices):
        CALENDAR = "calendar", "日（自然日）"
        WORKING = "working", "工作日"
        HOURS = "hours", "紧急工作时（连续小时）"
        OFFICE_HOURS = "office", "工作时（办公时间）"
        OFFICE_MINUTES = "office_min", "工作分钟（办公时间）"
        SET = "set", "由交办单指定"

    class Holder(models.TextChoices):
        DESK = "desk", "受理部门"
        UNIT = "unit", "承办单位"
        REVIEWER = "reviewer", "复查复核机关"
        PERSON = "person", "指定人员"
        PETITIONER = "petitioner", "信访人"

    code = models.CharField("代码", max_length=20, primary_key=True)
    name = models.CharField("事由", max_length=60)
    article = models.CharField("依据", max_length=60)
    amount = models.PositiveSmallIntegerField("期限", null=True, blank=True)
    unit = models.CharField("单位", max_length=10, choices=Unit.choices)
    holder = models.CharField("责任方", max_length=12, choices=Holder.choices)
    is_window = models.BooleanField(
        "权利期间", default=False, help_text="到期即失权，不是办理义务，不提醒超期、不计入最近期限"
    )
    survives_closing = models.BooleanField("办结后继续计算", default=False)
    mark = models.CharField("核实标记", max_length=10, blank=True)
    standard_ref = models.CharField("依据版本", max_length=60, blank=True)

    class Meta:
        verbose_name = "时限规则"
        verbose_name_plural = "时限规则"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit="set", amount=None) | Q(amount__gt=0), name="clock_rule_has_an_amount"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ReminderStep(models.Model):
    """A rung of the ladder 提醒 → 催办 → 督办 of one rule: when, to whom, what."""

    class Action(models.TextChoices):
        REMIND = "remind", "提醒"
        URGE = "urge", "催办"
        SUPERVISE = "supervise", "督办"

    class Audience(models.TextChoices):
        HANDLER = "handler", "经办人"
        HEAD = "head", "单位负责人"
        PARENT = "parent", "上级单位"
        DESK = "desk", "受理部门"

    rule = models.ForeignKey(ClockRule, models.CASCADE, related_name="steps", verbose_name="时限规则")
    offset_days = models.SmallIntegerField(
        "距到期天数", help_text="负数为到期前，0 为当天，正数为超期后；以小时计的时限，此处为小时数"
    )
    action = models.CharField("动作", max_length=10, choices=Action.choices)
    audience = models.CharField("对象", max_length=10, choices=Audience.choices)

    class Meta:
        verbose_name = "提醒阶梯"
        verbose_name_plural = "提醒阶梯"
        ordering = ["rule", "offset_days"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "offset_days", "action", "audience"], name="step_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.offset_days:+d} {self.get_action_display()}"


class Clock(models.Model):
    """A running or stopped obligation of one case. ``due_at`` is the last moment in time."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="clocks")
    rule = models.ForeignKey(ClockRule, models.PROTECT, related_name="clocks")
    department = models.ForeignKey(
        "orgs.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clocks",
        verbose_name="责任单位",
    )
    started_at = models.DateTimeField("起算")
    due_at = models.DateTimeField("到期")
    original_due_at = models.DateTimeField("原到期")
    limit_unit = models.CharField("计时单位", max_length=10, choices=ClockRule.Unit.choices, blank=True)
    paused_at = models.DateTimeField("暂停", null=True, blank=True)
    extended_at = models.DateTimeField("延期批准", null=True, blank=True)
    extended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    extension_reason = models.CharField("延期理由", max_length=500, blank=True)
    stopped_at = models.DateTimeField("停止", null=True, blank=True)
    is_late = models.BooleanField("超期完成", default=False)
    next_step_at = models.DateTimeField("下次提醒", null=True, blank=True)

    class Meta:
        verbose_name = "时限"
        verbose_name_plural = "时限"
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(stopped_at=None), name="clock_open_due"),
            models.Index(fields=["next_step_at"], condition=Q(stopped_at=None), name="clock_next_step"),
            models.Index(fields=["rule", "due_at"], name="clock_rule_due"),
            models.Index(fields=["department", "due_at"], name="clock_department_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule", "department"],
                condition=Q(stopped_at=None),
                nulls_distinct=False,
                name="one_open_clock_per_rule_and_department",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=models.F("original_due_at"))
                | ~Q(paused_at=None)
                | Q(extended_at=None),
                name="an_extension_never_shortens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.due_at:%F}"

    @property
    def counts(self) -> Unit:
        """What the limit counts: set with the limit or as its rule says; a bare date counts days."""
        unit = self.limit_unit or self.rule.unit
        return Unit.CALENDAR if unit == ClockRule.Unit.SET else Unit(unit)

    @property
    def is_overdue(self) -> bool:
        return self.stopped_at is None and self.paused_at is None and self.due_at < timezone.now()
