"""People who can log in. Citizens may, and need not: every citizen service works without."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.privacy.fields import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    def by_phone(self, phone: str) -> "User | None":
        """Return the active user who owns this phone, or None."""
        digest = phone_digest(phone)
        return self.filter(phone_digest=digest, is_active=True).first() if digest else None

    def phone_owner(self, phone: str) -> "User | None":
        """Return whoever holds this phone, inactive people too: a phone has one owner."""
        digest = phone_digest(phone)
        return self.filter(phone_digest=digest).first() if digest else None


class User(AbstractUser):
    """One person, one account (等保: no shared accounts)."""

    first_name = None
    last_name = None
    name = models.CharField("姓名", max_length=50, blank=True)
    phone = EncryptedTextField("手机号", blank=True)
    # NULL, not "": people without a phone must not collide in the unique index.
    phone_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    phone_verified_at = models.DateTimeField("手机验证时间", null=True, blank=True)
    password_changed_at = models.DateTimeField("改密时间", default=timezone.now)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    session_key = models.CharField(max_length=40, blank=True, editable=False)

    objects: UserManager = UserManager()

    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    def set_phone(self, phone: str, *, verified: bool = False) -> None:
        """Set the phone and its digest together; save is the caller's."""
        self.phone = phone
        self.phone_digest = phone_digest(phone) or None
        self.phone_verified_at = timezone.now() if verified else None

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class PasswordRecord(models.Model):
    """An earlier password hash, kept so that the last few cannot be used again (rules §8 D)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="password_records")
    password = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d}"


class DeviceSession(models.Model):
    """A phone that stays logged in for the pages under ``DEVICE_SESSION_PREFIX``, and for no others.

    The secret lies in a cookie of that path; here is its digest only.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="device_sessions", verbose_name="用户"
    )
    label = models.CharField("设备", max_length=60)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    last_seen_at = models.DateTimeField("最近使用", default=timezone.now)
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "手机登录"
        verbose_name_plural = "手机登录"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user"], condition=Q(revoked_at=None), name="device_in_use")]

    def __str__(self) -> str:
        return f"{self.user}的{self.label}"

    @property
    def is_in_use(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


AnyUser = Any  # request.user: User or AnonymousUser
