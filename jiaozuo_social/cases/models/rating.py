"""The petitioner's rating of the petition office and of the responsible unit, scored apart."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Rating(models.Model):
    class About(models.TextChoices):
        BUREAU = "bureau", "信访部门"
        UNIT = "unit", "责任单位"

    class Level(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        FAIR = "fair", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    class Via(models.TextChoices):
        OWN = "own", "本人提交"
        PHONE = "phone", "电话回访"

    class WordOf(models.TextChoices):
        SELF = "self", "信访人本人"
        AGENT = "agent", "代理人"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ratings")
    about = models.CharField("评价对象", max_length=10, choices=About.choices)
    level = models.CharField("评价", max_length=14, choices=Level.choices)
    comment = models.CharField("意见", max_length=500, blank=True)
    department = models.ForeignKey("orgs.Department", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    via = models.CharField("评价方式", max_length=10, choices=Via.choices, default=Via.OWN)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    called_on = models.DateField("回访日期", null=True, blank=True)
    word_of = models.CharField("答话人", max_length=10, choices=WordOf.choices, blank=True)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        constraints = [
            models.UniqueConstraint(fields=["case", "about"], name="rated_once"),
            models.CheckConstraint(
                condition=Q(via="own", recorded_by=None, called_on=None, word_of="")
                | Q(via="phone", recorded_by__isnull=False, called_on__isnull=False) & ~Q(word_of=""),
                name="a_phoned_rating_names_who_when_and_whose_word",
            ),
        ]
        indexes = [models.Index(fields=["department", "created_at"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_about_display()} {self.get_level_display()}"
