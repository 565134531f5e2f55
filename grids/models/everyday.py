"""Everyday words for events of the catalogue: what citizens choose from (rules §5.2)."""

from django.db import models

from ..choices import Urgency


class EverydayEvent(models.Model):
    """One choice of the citizens' form; the words are theirs, the event is the catalogue's."""

    group = models.CharField("分组", max_length=20)
    words = models.CharField("说法", max_length=20, unique=True)
    event = models.ForeignKey(
        "cases.Category",
        models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "grid", "parent__isnull": False},
        verbose_name="事项",
    )
    urgency = models.CharField("紧急程度", max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    position = models.PositiveSmallIntegerField("次序", default=0)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "群众说法"
        verbose_name_plural = "群众说法"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words
