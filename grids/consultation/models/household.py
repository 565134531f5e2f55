"""The register of households of a grid: a house number and its area, nobody's name (PIPL: least data)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Regex

from .. import access


class HouseholdQuerySet(models.QuerySet["Household"]):
    def visible_to(self, user: Any) -> "HouseholdQuerySet":
        return self.filter(access.seen_by(user))

    def within(self, place_code: str) -> "HouseholdQuerySet":
        return self.filter(place_code__startswith=place_code, is_active=True)


class Household(models.Model):
    place_code = models.CharField("网格或社区代码", max_length=17)
    number = models.CharField("门牌", max_length=60, help_text="例如 3号楼2单元501，不写姓名")
    area = models.DecimalField("建筑面积（平方米）", max_digits=9, decimal_places=2, null=True, blank=True)
    is_active = models.BooleanField("在册", default=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "住户"
        verbose_name_plural = "住户"
        ordering = ["place_code", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "number"],
                name="household_once",
                violation_error_message="这个门牌已经登记。",
            ),
            models.CheckConstraint(condition=Q(area=None) | Q(area__gt=0), name="household_area_positive"),
            models.CheckConstraint(
                condition=Regex(F("place_code"), r"^\d{12}(\d{3}(\d{2})?)?$"), name="household_in_community"
            ),
        ]

    def __str__(self) -> str:
        return self.number
