"""Tokens with which a program acts for one person; only their digest is kept."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def owned_by(self, user: AnyUser) -> "TokenQuerySet":
        return self.filter(user=user)

    def valid(self) -> "TokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ApiToken(models.Model):
    """One program's key to one person's rights; never more than the person may do on the pages."""

    class Scope(models.TextChoices):
        READ = "read", "只读"
        WRITE = "write", "读写"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name="人员"
    )
    label = models.CharField("用途", max_length=60)
    scope = models.CharField("权限", max_length=5, choices=Scope.choices, default=Scope.READ)
    start = models.CharField("开头", max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("创建时间", default=timezone.now)
    expires_at = models.DateTimeField("到期时间")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(digest=""), name="a_token_has_a_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.label}（{self.start}…）"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    def may_write(self) -> bool:
        return self.scope == self.Scope.WRITE

    def touch(self, *, every: dt.timedelta = dt.timedelta(minutes=1)) -> None:
        """Note the use; written at most once a minute, so that reading stays reading."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > every:
            ApiToken.objects.filter(pk=self.pk).update(last_used_at=now)
