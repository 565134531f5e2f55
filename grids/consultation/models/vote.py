"""One vote per household. Who voted and what was voted are two tables: a secret ballot knows no household."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.privacy.fields import EncryptedTextField
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from ..states import Choice
from .consultation import Consultation
from .household import Household


class TurnoutQuerySet(models.QuerySet["Turnout"]):
    def valid(self) -> "TurnoutQuerySet":
        return self.filter(voided_at=None)


class Turnout(models.Model):
    """A household has voted: through whom and how, not what. Append-only but for the voter's name.

    A mistaken one is made void once, with the reason; it stays and counts for nothing, and the household may
    vote again. Not in a secret vote, where nobody knows which ballot it was.
    """

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
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="作废人"
    )
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = TurnoutQuerySet.as_manager()

    class Meta:
        verbose_name = "投票住户"
        verbose_name_plural = "投票住户"
        ordering = ["household__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "household"],
                condition=Q(voided_at=None),
                name="one_vote_per_household",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="void_vote_says_who_and_why",
            ),
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


class BallotQuerySet(models.QuerySet["Ballot"]):
    def valid(self) -> "BallotQuerySet":
        """Without those of votes made void; a secret ballot has no vote that it could go with."""
        return self.filter(turnout__voided_at=None)


class Ballot(models.Model):
    """What was voted. A random key and no time: the order of secret ballots tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="ballots")
    turnout = models.OneToOneField(Turnout, models.PROTECT, null=True, related_name="ballot")
    choice = models.CharField("意见", max_length=8, choices=Choice.choices)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = "选票"
        verbose_name_plural = "选票"
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="ballot_choice_known")
        ]

    def __str__(self) -> str:
        return self.get_choice_display()
