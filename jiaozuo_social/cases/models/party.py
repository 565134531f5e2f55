"""People in a case, apart from the case: deleting them leaves the case and its figures."""

from django.db import models
from django.utils import timezone

from jiaozuo_social.privacy.digests import id_number_digest, phone_digest
from jiaozuo_social.privacy.fields import EncryptedTextField
from jiaozuo_social.privacy.masks import mask_address, mask_id_number, mask_name, mask_phone


class Party(models.Model):
    """Encrypted person; keyed digests find the same phone or ID number again."""

    class Role(models.TextChoices):
        PETITIONER = "petitioner", "信访人"
        REPRESENTATIVE = "representative", "代表人"
        AGENT = "agent", "代理人"
        ACCUSED = "accused", "被反映人"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parties")
    role = models.CharField("身份", max_length=16, choices=Role.choices, default=Role.PETITIONER)
    name = EncryptedTextField("姓名（名称）", blank=True)
    phone = EncryptedTextField("电话", blank=True)
    id_number = EncryptedTextField("证件号码", blank=True)
    address = EncryptedTextField("住址", blank=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    id_digest = models.CharField(max_length=64, blank=True, editable=False)
    wants_sms = models.BooleanField("接收短信", default=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "当事人"
        verbose_name_plural = "当事人"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["phone_digest"], condition=~models.Q(phone_digest=""), name="party_phone"),
            models.Index(fields=["id_digest"], condition=~models.Q(id_digest=""), name="party_id_number"),
        ]

    def __str__(self) -> str:
        return self.masked_name

    def set_contact(self, *, name: str = "", phone: str = "", id_number: str = "", address: str = "") -> None:
        """Set the personal data and its digests together; save is the caller's."""
        self.name, self.phone, self.id_number, self.address = name, phone, id_number, address
        self.phone_digest = phone_digest(phone)
        self.id_digest = id_number_digest(id_number)

    @property
    def is_reachable(self) -> bool:
        """Whether the portal may send this person text messages about the case."""
        asks = self.role in (self.Role.PETITIONER, self.Role.REPRESENTATIVE)
        return asks and self.wants_sms and bool(self.phone_digest)

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def masked_id_number(self) -> str:
        return mask_id_number(self.id_number)

    @property
    def masked_address(self) -> str:
        return mask_address(self.address)
