"""The petitioner's rating of the petition office and of the responsible unit, scored apart."""

from django.db import models
from django.utils import timezone


class Rating(models.Model):
    class About(models.TextChoices):
        BUREAU = "bureau", "信访部门"
        UNIT = "unit", "责任单位"

    class Level(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        FAIR = "fair", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ratings")
    about = models.CharField("评价对象", max_length=10, choices=About.choices)
    level = models.CharField("评价", max_length=14, choices=Level.choices)
    comment = models.CharField("意见", max_length=500, blank=True)
    department = models.ForeignKey("orgs.Department", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        constraints = [models.UniqueConstraint(fields=["case", "about"], name="rated_once")]
        indexes = [models.Index(fields=["department", "created_at"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_about_display()} {self.get_level_display()}"
