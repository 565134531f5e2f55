"""Shares and the public ledger: written once, corrected by counter-entries, never below zero."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jiaozuo_social.privacy.fields import EncryptedTextField
from jiaozuo_social.privacy.masks import mask_name

from .consultation import Consultation
from .household import Household


class Share(models.Model):
    """What a household is to pay: its part of the announced costs, which is never changed, less what it is
    relieved of. Who bears that instead is said; so parts and costs stay equal."""

    class Relief(models.TextChoices):
        HARDSHIP = "hardship", "困难家庭（低保、特困等）"
        DISABLED = "disabled", "残疾人家庭"
        OTHER = "other", "其他"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="shares")
    household = models.ForeignKey(Household, models.PROTECT, related_name="shares")
    amount = models.DecimalField("应分摊（元）", max_digits=12, decimal_places=2)
    relieved = models.DecimalField("减免（元）", max_digits=12, decimal_places=2, default=Decimal("0.00"))
    relief = models.CharField("减免原因", max_length=8, choices=Relief.choices, blank=True)
    borne_by = models.CharField("由谁承担", max_length=60, blank=True)

    class Meta:
        verbose_name = "分摊"
        verbose_name_plural = "分摊"
        ordering = ["household__number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "household"], name="share_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="share_not_negative"),
            models.CheckConstraint(
                condition=Q(relieved__gte=0, relieved__lte=F("amount")), name="share_relieved_within_it"
            ),
            models.CheckConstraint(
                condition=Q(relieved=0, relief="", borne_by="")
                | (Q(relieved__gt=0, relief__in=["hardship", "disabled", "other"]) & ~Q(borne_by="")),
                name="relief_says_why_and_who_bears_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.amount}"

    @property
    def due(self) -> Decimal:
        return self.amount - self.relieved


class LedgerLine(models.Model):
    """Money received (positive) or spent (negative) with the balance after it.

    A trigger checks that seq and balance follow from the line before, and refuses DELETE and UPDATE,
    but of the sealed name: a change of key writes it again.
    """

    class Kind(models.TextChoices):
        SHARE = "share", "住户分摊"
        GRANT = "grant", "补助"
        DONATION = "donation", "捐助"
        EXPENSE = "expense", "支出"
        REFUND = "refund", "退还"
        REVERSAL = "reversal", "冲正"

    INCOME = ("share", "grant", "donation")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="lines")
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    balance = models.DecimalField("余额（元）", max_digits=12, decimal_places=2)
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="lines")
    party = EncryptedTextField("对方", blank=True)
    is_person = models.BooleanField("对方是个人", default=False)
    purpose = models.CharField("用途", max_length=200)
    happened_on = models.DateField("日期", default=timezone.localdate)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    client_uuid = models.UUIDField(unique=True, null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "账目"
        verbose_name_plural = "账目"
        ordering = ["consultation", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "seq"], name="ledger_seq_once"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="ledger_never_below_zero"),
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_line_moves_money"),
            models.CheckConstraint(
                condition=Q(kind__in=["share", "grant", "donation"], amount__gt=0)
                | Q(kind__in=["expense", "refund"], amount__lt=0)
                | Q(kind="reversal"),
                name="ledger_sign_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses=None)),
                name="ledger_reversal_names_its_line",
            ),
            models.CheckConstraint(
                condition=Q(household=None) | ~Q(kind__in=["grant", "expense"]),
                name="ledger_household_shares",
            ),
        ]
        indexes = [models.Index(F("consultation"), F("household"), name="ledger_by_household")]

    def __str__(self) -> str:
        return f"{self.consultation_id}#{self.seq} {self.amount}"

    @property
    def public_party(self) -> str:
        """Who it was, as the public may read it: a house number at most, a person only masked."""
        if self.household is not None and self.consultation.hides_numbers:
            return "住户"
        return self.desk_party

    @property
    def desk_party(self) -> str:
        if self.household is not None:
            return self.household.number
        return mask_name(self.party) if self.is_person else self.party
