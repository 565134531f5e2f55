"""Counts kept for the leaders' board, so that no page counts the cases themselves."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q


class DayFigure(models.Model):
    """Cases of one area and class that were received, and that were closed, on one day.

    ``scope`` is the code of the city, a county, a street or a community; each has rows of its own.
    """

    KEY: ClassVar[tuple[str, ...]] = ("scope", "day", "category_id")
    VALUES: ClassVar[tuple[str, ...]] = ("received", "closed")

    scope = models.CharField(max_length=12)
    day = models.DateField()
    category = models.ForeignKey("cases.Category", models.PROTECT, null=True, related_name="+")
    received = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "day", "category"], nulls_distinct=False, name="one_day_figure"
            )
        ]
        indexes = [models.Index(fields=["day"], name="day_figure_day")]

    def __str__(self) -> str:
        return f"{self.scope} {self.day:%F} {self.received}/{self.closed}"


class OpenFigure(models.Model):
    """Open cases of one area by state, by class and by department: how many, how many overdue, urgent."""

    KEY: ClassVar[tuple[str, ...]] = ("scope", "dimension", "value")
    VALUES: ClassVar[tuple[str, ...]] = ("total", "overdue", "urgent")

    class Dimension(models.TextChoices):
        STATE = "state", "状态"
        CLASS = "class", "大类"
        DEPARTMENT = "department", "部门"

    scope = models.CharField(max_length=12)
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    value = models.CharField(max_length=20, blank=True, help_text="state or primary key; empty: none")
    total = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    urgent = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "dimension", "value"], name="one_open_figure"),
            models.CheckConstraint(
                condition=Q(overdue__lte=models.F("total")) & Q(urgent__lte=models.F("total")),
                name="parts_of_an_open_figure_are_no_more_than_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.dimension} {self.value} {self.total}"


class FigureMaking(models.Model):
    """The one row that says when the figures were made; whoever makes them holds its lock."""

    ONLY: ClassVar[int] = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    made_at = models.DateTimeField(null=True)
    days = models.PositiveSmallIntegerField(default=0, help_text="days back from the last full making")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_figure_making")]

    def __str__(self) -> str:
        return f"{self.made_at or 'never'}"

    def is_stale(self, now: dt.datetime, minutes: int) -> bool:
        return self.made_at is None or now - self.made_at > dt.timedelta(minutes=minutes)
