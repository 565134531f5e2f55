"""Dated exceptions to the five-day week: holidays and make-up workdays (调休)."""

from django.db import models


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, or a working Saturday or Sunday."""

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30, blank=True)
    source = models.CharField("来源", max_length=100, blank=True)
    is_local = models.BooleanField(
        "本地修改", default=False, help_text="管理员录入或改过的日子，重新装载日历时不覆盖。"
    )

    class Meta:
        verbose_name = "日历特例日"
        verbose_name_plural = "日历特例日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {'班' if self.is_workday else '休'} {self.name}"
