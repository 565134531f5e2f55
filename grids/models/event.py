"""What hangs on an event of the catalogue: limits and the codes of older standards (rules §5.2, §5.3)."""

from django.db import models
from django.utils import timezone

from jiaozuo_social.workdays import Unit

from ..choices import Stage, Urgency


class EventLimit(models.Model):
    """A limit by event or class, urgency and stage, in force from a day on.

    The nearest row counts: the event's own, its class's, then the one for every event; of those the
    latest that has begun.
    """

    class Counts(models.TextChoices):
        HOURS = Unit.HOURS.value, "紧急工作时（连续小时）"
        OFFICE_HOURS = Unit.OFFICE_HOURS.value, "工作时（办公时间）"
        WORKING = Unit.WORKING.value, "工作日"
        CALENDAR = Unit.CALENDAR.value, "自然日"

    event = models.ForeignKey(
        "cases.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="limits",
        limit_choices_to={"kind": "grid"},
        verbose_name="事项或大类",
        help_text="留空为所有事项",
    )
    urgency = models.CharField("紧急程度", max_length=10, choices=Urgency.choices)
    stage = models.CharField("环节", max_length=10, choices=Stage.choices, default=Stage.HANDLE)
    amount = models.PositiveSmallIntegerField("期限")
    unit = models.CharField("单位", max_length=10, choices=Counts.choices)
    valid_from = models.DateField("自何日起施行", default=timezone.localdate)
    mark = models.CharField("核实标记", max_length=10, blank=True)
    standard_ref = models.CharField("依据", max_length=60, blank=True)

    class Meta:
        verbose_name = "事项时限"
        verbose_name_plural = "事项时限"
        ordering = ["event", "urgency", "stage", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "urgency", "stage", "valid_from"],
                nulls_distinct=False,
                name="one_event_limit_per_day",
                violation_error_message="同一事项、紧急程度、环节在该日已有时限。",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="event_limit_has_an_amount"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.event or '所有事项'} {self.get_urgency_display()} {self.amount}{self.get_unit_display()}"
        )


class EventAlias(models.Model):
    """The code by which another standard or system names an event of the catalogue."""

    source = models.CharField("标准或系统", max_length=40)
    code = models.CharField("代码", max_length=40)
    event = models.ForeignKey(
        "cases.Category",
        models.PROTECT,
        related_name="aliases",
        limit_choices_to={"kind": "grid"},
        verbose_name="事项",
    )

    class Meta:
        verbose_name = "事项代码对照"
        verbose_name_plural = "事项代码对照"
        ordering = ["source", "code"]
        constraints = [models.UniqueConstraint(fields=["source", "code"], name="event_alias_once_per_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.code}"
