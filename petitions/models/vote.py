"""What the public thinks of an adopted suggestion (公众评价, rules §3)."""

from django.db import models
from django.utils import timezone

from jiaozuo_social.cases.models import Rating


class PublicVote(models.Model):
    """One opinion per voter and suggestion; the voter is a keyed digest, never a person."""

    suggestion = models.ForeignKey("petitions.Suggestion", models.CASCADE, related_name="votes")
    voter_digest = models.CharField(max_length=64, editable=False)
    level = models.CharField("评价", max_length=14, choices=Rating.Level.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "公众评价"
        verbose_name_plural = "公众评价"
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "voter_digest"], name="public_votes_once")
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.get_level_display()}"
