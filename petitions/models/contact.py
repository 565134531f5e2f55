"""That the unit in charge sought the petitioner (联系信访人); what was said stands in the entry's note."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Contact(models.Model):
    class Means(models.TextChoices):
        PHONE = "phone", "电话"
        MEETING = "meeting", "当面"
        HOME = "home", "上门"
        VIDEO = "video", "视频"
        OTHER = "other", "其他"

    case = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="contacts")
    contacted_at = models.DateTimeField("联系时间")
    means = models.CharField("联系方式", max_length=8, choices=Means.choices)
    is_reached = models.BooleanField("联系上了")
    department = models.ForeignKey("orgs.Department", models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "联系情况"
        verbose_name_plural = "联系情况"
        ordering = ["contacted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contacted_at__lte=F("created_at")), name="a_contact_is_written_down_afterwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_means_display()}"
