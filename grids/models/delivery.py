"""What arrived from a phone, by the number that the phone gave it: sent twice, done once."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Delivery(models.Model):
    """One item of a phone's queue, written in the transaction that does what it asks for.

    ``answer`` is what the phone was told, told again if the first answer was lost on its way.
    ``clock_offset`` is how many seconds the phone's clock was behind ours (negative: before).
    """

    client_uuid = models.UUIDField("手机编号", primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliveries", verbose_name="人员"
    )
    device = models.ForeignKey(
        "accounts.DeviceSession",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="手机",
    )
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="事项"
    )
    answer = models.JSONField("答复", default=dict)
    device_taken_at = models.DateTimeField("手机时钟的拍摄时间", null=True, blank=True)
    clock_offset = models.BigIntegerField("手机时钟慢几秒", null=True, blank=True)
    received_at = models.DateTimeField("到达时间", default=timezone.now)

    class Meta:
        verbose_name = "手机上报"
        verbose_name_plural = "手机上报"
        indexes = [models.Index(fields=["user", "-received_at"], name="delivery_of_user")]

    def __str__(self) -> str:
        return str(self.client_uuid)
