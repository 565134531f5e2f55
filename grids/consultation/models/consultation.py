"""A consultation to the households of a place: what is to be done, what it costs, how it is decided."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from ...history import HistoryEntry
from ...keptfiles import KeptFile
from ...steps import StepTable
from .. import access
from ..states import TONES, ConsultationState
from ..steps import STEPS
from .household import Household


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Any) -> "ConsultationQuerySet":
        return self.filter(access.seen_by(user))

    def published(self) -> "ConsultationQuerySet":
        return self.exclude(announced_at=None)


class Consultation(models.Model):
    STEPS: StepTable = STEPS

    class Matter(models.TextChoices):
        ORDINARY = "ordinary", "一般事项"
        MAJOR = "major", "重大事项"

    class Sharing(models.TextChoices):
        NONE = "none", "不向住户分摊"
        EQUAL = "equal", "按户平均分摊"
        AREA = "area", "按面积分摊"

    title = models.CharField("议题", max_length=100)
    problem = models.TextField("问题", help_text="什么事，为什么没有部门负责。")
    plan = models.TextField("方案", help_text="怎么办，谁来做，多久做完。")
    place_code = models.CharField("范围", max_length=17, db_index=True)
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="consultations", verbose_name="社区"
    )
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name="关联事项",
    )
    matter = models.CharField("事项性质", max_length=10, choices=Matter.choices, default=Matter.ORDINARY)
    is_secret = models.BooleanField("不记名表决", default=False)
    counts_area = models.BooleanField("同时按面积计算", default=False)
    hides_numbers = models.BooleanField("公开账目隐去门牌", default=False)
    sharing = models.CharField("分摊办法", max_length=8, choices=Sharing.choices, default=Sharing.EQUAL)
    quorum = models.CharField("参与比例", max_length=9, editable=False)
    approval = models.CharField("同意比例", max_length=9, editable=False)
    state = models.CharField(
        "状态",
        max_length=10,
        choices=ConsultationState.choices,
        default=ConsultationState.DRAFT,
        editable=False,
    )
    announced_at = models.DateTimeField("公示时间", null=True, editable=False)
    announced_until = models.DateTimeField("公示期满", null=True, editable=False)
    voting_until = models.DateTimeField("表决截止", null=True, editable=False)
    minutes = models.TextField("会议纪要", blank=True, editable=False)
    tally = models.JSONField("计票结果", null=True, editable=False)
    result = models.TextField("完成情况", blank=True, editable=False)
    closed_at = models.DateTimeField("结清时间", null=True, editable=False)
    voters_cleared_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "议事"
        verbose_name_plural = "议事"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-announced_at", "-id"], name="consultation_published")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(counts_area=False), name="secret_votes_count_households"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ConsultationState.values), name="consultation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(announced_at__isnull=False),
                name="consultation_announced_before_more",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[self.state]

    def roles_of(self, user: Any) -> set[str]:
        return access.roles_in(self, user)

    def households(self) -> "QuerySet[Household]":
        return Household.objects.within(self.place_code)

    def area_problem(self) -> str:
        missing = self.households().filter(area=None).count()
        return f"有 {missing} 户没有登记建筑面积，不能按面积计算。" if missing else ""

    def all_have_voted(self) -> bool:
        return not self.not_voted().exists()

    def not_voted(self) -> "QuerySet[Household]":
        """Households without a vote that counts."""
        voted = self.turnouts.filter(household=OuterRef("pk"), voided_at=None)
        return self.households().filter(~Exists(voted))

    def total_cost(self) -> Decimal:
        return self.costs.aggregate(total=Sum("amount"))["total"] or Decimal("0.00")

    def balance(self) -> Decimal:
        last = self.lines.order_by("-seq").values_list("balance", flat=True).first()
        return last if last is not None else Decimal("0.00")

    @property
    def is_public(self) -> bool:
        return self.announced_at is not None

    @property
    def is_open_for_votes(self) -> bool:
        return self.state == ConsultationState.VOTING and bool(
            self.voting_until and self.voting_until > timezone.now()
        )


class ConsultationCost(models.Model):
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="costs")
    name = models.CharField("项目", max_length=100)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "费用"
        verbose_name_plural = "费用"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="cost_positive")]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class ConsultationEntry(HistoryEntry):
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "议事记录"
        verbose_name_plural = "议事记录"
        ordering = ["consultation", "pk"]


class ConsultationFile(KeptFile):
    """Photos before and after, minutes, receipts; shown to everybody only if said so."""

    class Kind(models.TextChoices):
        BEFORE = "before", "实施前照片"
        AFTER = "after", "完工后照片"
        MINUTES = "minutes", "会议材料"
        RECEIPT = "receipt", "票据"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="files")
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    is_public = models.BooleanField("向居民公开", default=False)
    line = models.ForeignKey(
        "grids.LedgerLine", models.PROTECT, null=True, blank=True, related_name="receipts"
    )

    class Meta:
        verbose_name = "议事材料"
        verbose_name_plural = "议事材料"
        ordering = ["pk"]
