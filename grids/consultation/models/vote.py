"""One vote per household. Who voted and what was voted are two tables: a secret ballot knows no household."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.privacy.fields import EncryptedTextField
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from ..states import Choice
from .consultation import Consultation
from .household import Household


class Turnout(models.Model):
    """A household has voted: through whom and how, not what. Append-only but for the voter's name."""

    class Way(models.TextChoices):
        VISIT = "visit", "上门登记"
        CODE = "code", "住户自己投票"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="turnouts")
    household = models.ForeignKey(Household, models.PROTECT, related_name="turnouts")
    way = models.CharField("方式", max_length=5, choices=Way.choices)
    voter_name = EncryptedTextField("投票人", blank=True)
    phone = EncryptedTextField("电话", blank=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    voted_on = models.DateField("日期", default=timezone.localdate)

    class Meta:
        verbose_name = "投票住户"
        verbose_name_plural = "投票住户"
        ordering = ["household__number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "household"], name="one_vote_per_household")
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.household_id}"

    def set_voter(self, name: str, phone: str) -> None:
        self.voter_name, self.phone, self.phone_digest = name, phone, phone_digest(phone)

    @property
    def masked_name(self) -> str:
        return mask_name(self.voter_name)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)


class Ballot(models.Model):
    """What was voted. A random key and no time: the order of secret ballots tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="ballots")
    turnout = models.OneToOneField(Turnout, models.PROTECT, null=True, related_name="ballot")
    choice = models.CharField("意见", max_length=8, choices=Choice.choices)

    class Meta:
        verbose_name = "选票"
        verbose_name_plural = "选票"
        constraints = [
            models.CheckConstraint(condition=models.Q(choice__in=Choice.values), name="ballot_choice_known")
        ]

    def __str__(self) -> str:
        return self.get_choice_display()
