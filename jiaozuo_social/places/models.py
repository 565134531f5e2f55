"""Administrative divisions by their official NBS codes, which nest by prefix (rules §5.1, §10)."""

from django.db import models


class DivisionQuerySet(models.QuerySet["Division"]):
    def within(self, code: str) -> "DivisionQuerySet":
        return self.filter(code__startswith=code)

    def counties(self) -> "DivisionQuerySet":
        return self.filter(level=Division.Level.COUNTY)


class Division(models.Model):
    """4108 city · 410802 county · 410802001 street · 410802001001 community."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "省"
        CITY = 2, "市"
        COUNTY = 3, "县（市、区）"
        STREET = 4, "街道乡镇"
        COMMUNITY = 5, "村（社区）"

    code = models.CharField("代码", max_length=17, primary_key=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = "区划"
        verbose_name_plural = "区划"
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"])]

    def __str__(self) -> str:
        return self.name
