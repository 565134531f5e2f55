"""Saved column mappings: which column of a ledger is which field."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MappingQuerySet(models.QuerySet["ImportMapping"]):
    def of_department(self, department_id: int | None) -> "MappingQuerySet":
        return self.filter(department_id=department_id)

    def fitting(self, header: list[str]) -> "list[ImportMapping]":
        """Those whose columns are all in the file, the last used first."""
        have = set(header)
        return [one for one in self.order_by("-used_at", "-pk") if one.needed() <= have]


class ImportMapping(models.Model):
    """One with a name was saved by somebody; one without is the memory of a set of columns."""

    target = models.CharField("台账类型", max_length=30)
    name = models.CharField("名称", max_length=60, blank=True)
    department = models.ForeignKey(
        "orgs.Department", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    fingerprint = models.CharField("列名摘要", max_length=64, blank=True)
    columns = models.JSONField("列对应", default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField("最近使用", default=timezone.now)

    objects = MappingQuerySet.as_manager()

    class Meta:
        verbose_name = "导入对应关系"
        verbose_name_plural = "导入对应关系"
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "department", "name"],
                condition=~Q(name=""),
                nulls_distinct=False,
                name="mapping_name_once",
            ),
            models.UniqueConstraint(
                fields=["target", "department", "fingerprint"],
                condition=Q(name=""),
                nulls_distinct=False,
                name="mapping_memory_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "上次的对应关系"

    def needed(self) -> set[str]:
        return {name for names in self.columns.values() for name in names}
