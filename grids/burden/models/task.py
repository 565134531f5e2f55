"""One line of the 减负 ledger with what hangs on it: history, evidence, ratings, rebound checks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jiaozuo_social.orgs.models import Department

from ...history import HistoryEntry
from ...keptfiles import KeptFile
from ...steps import StepTable
from .. import access
from ..states import OPEN, OVERDUE, SETTLED, STATUSES, TONES, TaskState
from ..steps import STEPS


class BurdenTaskQuerySet(models.QuerySet["BurdenTask"]):
    def visible_to(self, user: Any) -> "BurdenTaskQuerySet":
        return self.filter(access.tasks_seen_by(user))

    def overdue(self) -> "BurdenTaskQuerySet":
        return self.filter(state__in=OPEN, due_on__lt=timezone.localdate())

    def of_status(self, status: str) -> "BurdenTaskQuerySet":
        """By the word that lists show: an open task past its date counts as 逾期 only."""
        if status == OVERDUE:
            return self.overdue()
        rows = self.filter(state=status)
        return rows.filter(due_on__gte=timezone.localdate()) if status in OPEN else rows

    def matching(self, words: str) -> "BurdenTaskQuerySet":
        found = Q(problem__icontains=words) | Q(measure__icontains=words) | Q(number__iexact=words)
        return self.filter(found | Q(lead__name__icontains=words) | Q(item__name__icontains=words))


class BurdenTask(models.Model):
    STEPS: StepTable = STEPS

    number = models.CharField("编号", max_length=20)
    item = models.ForeignKey(
        "grids.BurdenItem", models.PROTECT, related_name="tasks", verbose_name="减负事项"
    )
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="burden_tasks", verbose_name="减负专班"
    )
    place_code = models.CharField("属地", max_length=17, db_index=True, editable=False)
    problem = models.TextField("问题")
    measure = models.TextField("整治措施")
    standard = models.TextField("完成标准")
    source_file = models.CharField("依据文件", max_length=200, blank=True)
    lead = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="led_burden_tasks", verbose_name="牵头单位"
    )
    co: "models.ManyToManyField[Department, Any]" = models.ManyToManyField(
        "orgs.Department", related_name="joint_burden_tasks", blank=True, verbose_name="配合单位"
    )
    started_on = models.DateField("开始日期", default=timezone.localdate)
    due_on = models.DateField("完成时限")
    state = models.CharField(
        "状态", max_length=12, choices=TaskState.choices, default=TaskState.NOT_STARTED, editable=False
    )
    proposed_at = models.DateTimeField("申请认定时间", null=True, blank=True, editable=False)
    settled_on = models.DateField("完成日期", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BurdenTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "减负任务"
        verbose_name_plural = "减负任务"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], name="burden_task_by_due")]
        constraints = [
            models.UniqueConstraint(fields=["department", "number"], name="burden_number_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="burden_due_after_start"),
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="burden_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_on__isnull=False, proposed_at=None)
                | Q(state__in=OPEN, settled_on=None),
                name="burden_settled_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.problem[:40]}"

    @property
    def status(self) -> str:
        """The state, or 逾期 for an open task whose date has passed."""
        is_late = self.state in OPEN and self.due_on < timezone.localdate()
        return OVERDUE if is_late else str(self.state)

    @property
    def status_label(self) -> str:
        return dict(STATUSES)[self.status]

    @property
    def status_tone(self) -> str:
        return TONES[self.status]

    def roles_of(self, user: Any) -> set[str]:
        return access.roles_in(self, user)

    @property
    def co_ids(self) -> set[int]:
        return {department.pk for department in self.co.all()}


class BurdenEntry(HistoryEntry):
    task = models.ForeignKey(BurdenTask, models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "减负任务日志"
        verbose_name_plural = "减负任务日志"
        ordering = ["task", "pk"]


class BurdenFile(KeptFile):
    task = models.ForeignKey(BurdenTask, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"
        ordering = ["pk"]


class BurdenRating(models.Model):
    """What a street or community thinks of a task; the last one of a unit counts. Append-only."""

    class Level(models.TextChoices):
        REAL = "real", "负担确实减轻"
        PARTLY = "partly", "有所减轻"
        NONE = "none", "没有变化"
        WORSE = "worse", "反而加重"

    task = models.ForeignKey(BurdenTask, models.PROTECT, related_name="ratings")
    department = models.ForeignKey("orgs.Department", models.PROTECT, related_name="+")
    level = models.CharField("评价", max_length=8, choices=Level.choices)
    note = models.CharField("具体情况", max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "基层评价"
        verbose_name_plural = "基层评价"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["task", "department", "-id"], name="burden_rating_last")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.get_level_display()}"


class ReboundCheck(models.Model):
    """反弹检查: look again some days after a task was settled; never by the department that led it."""

    class Result(models.TextChoices):
        HELD = "held", "没有反弹"
        REBOUNDED = "rebounded", "已反弹"
        VOID = "void", "不再检查"

    task = models.ForeignKey(BurdenTask, models.PROTECT, related_name="checks")
    settled_on = models.DateField()
    after_days = models.PositiveSmallIntegerField("第几天")
    due_on = models.DateField("应检查日期")
    result = models.CharField("结果", max_length=10, choices=Result.choices, blank=True)
    note = models.TextField("检查情况", blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "反弹检查"
        verbose_name_plural = "反弹检查"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(result=""), name="rebound_check_open")]
        constraints = [
            models.UniqueConstraint(fields=["task", "settled_on", "after_days"], name="rebound_check_once"),
            models.CheckConstraint(
                condition=Q(result="", checked_at=None) | (~Q(result="") & Q(checked_at__isnull=False)),
                name="rebound_result_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due_on}"

    @property
    def is_due(self) -> bool:
        return not self.result and self.due_on <= timezone.localdate()
