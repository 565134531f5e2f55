"""The categories and items of the 减负 programme (7类37项, rules §7): the department fills in the names."""

from django.db import models


class BurdenCategory(models.Model):
    number = models.PositiveSmallIntegerField("序号", unique=True)
    name = models.CharField("名称", max_length=100)

    class Meta:
        verbose_name = "减负类别"
        verbose_name_plural = "减负类别"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class BurdenItem(models.Model):
    """One item; to which category it belongs is for the department to say, so it may be open."""

    number = models.PositiveSmallIntegerField("序号", unique=True)
    name = models.CharField("名称", max_length=200)
    category = models.ForeignKey(
        BurdenCategory, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="类别"
    )
    standard = models.TextField("完成标准", blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "减负事项"
        verbose_name_plural = "减负事项"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
