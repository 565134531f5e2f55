"""A grid or micro-grid: the smallest area with a worker of its own (rules §5.1, §5.6)."""

from django.db import models
from django.db.models import F
from django.db.models.lookups import Regex

from jiaozuo_social.places.models import Division


class GridQuerySet(models.QuerySet["Grid"]):
    def active(self) -> "GridQuerySet":
        return self.filter(division__is_active=True)

    def within(self, code: str) -> "GridQuerySet":
        return self.filter(division__code__startswith=code)

    def micro(self, is_micro: bool = True) -> "GridQuerySet":
        level = Division.Level.MICRO_GRID if is_micro else Division.Level.GRID
        return self.filter(division__level=level)


class Grid(models.Model):
    """What is known of a grid beside its division row (code, name, parent) and its boundary.

    A grid lies in one community, a micro-grid in one grid; both by the prefix of their code (15, 17 digits).
    """

    class Type(models.TextChoices):
        BASIC = "basic", "基础网格"
        DEDICATED = "dedicated", "专属网格"

    division = models.OneToOneField(
        "places.Division", models.PROTECT, primary_key=True, related_name="grid", verbose_name="网格"
    )
    type = models.CharField("类型", max_length=10, choices=Type.choices, default=Type.BASIC)
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    range_text = models.TextField("范围", blank=True, help_text="四至或楼栋，公示用")
    supervising_phone = models.CharField("监督电话", max_length=30, blank=True)

    objects = GridQuerySet.as_manager()

    class Meta:
        verbose_name = "网格"
        verbose_name_plural = "网格"
        ordering = ["division"]
        constraints = [
            models.CheckConstraint(
                condition=Regex(F("division_id"), r"^\d{15}(\d{2})?$"), name="grid_code_has_15_or_17_digits"
            )
        ]

    def __str__(self) -> str:
        return str(self.division)

    @property
    def code(self) -> str:
        return str(self.division_id)

    @property
    def community_code(self) -> str:
        return self.code[:12]

    @property
    def is_micro(self) -> bool:
        return len(self.code) == 17
