"""Dated exceptions to the five-day week: holidays and make-up workdays (调休)."""

from django.db import models


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, or a working Saturday or Sunday."""

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30, blank=True)
    source = models.CharField("来源", max_length=100, blank=True)

    class Meta:
        verbose_name = "日历特例日"
        verbose_name_plural = "日历特例日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {'班' if self.is_workday else '休'} {self.name}"
