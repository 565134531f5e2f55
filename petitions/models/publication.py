"""An answer as the public reads it: own words, own number, no way back to the case."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone


class PublicationQuerySet(models.QuerySet["Publication"]):
    def shown(self) -> "PublicationQuerySet":
        """What anybody may read. Consent and confidentiality are asked again, whatever became of them."""
        return self.filter(withdrawn_at=None, case__is_public=True, case__is_confidential=False)


class Publication(models.Model):
    """One showing of an answer, from its publication to its withdrawal; another edition is another row."""

    case = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="publications")
    title = models.CharField("公开标题", max_length=100)
    text = models.TextField("公开内容")
    published_at = models.DateTimeField("公开时间", default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    folded = models.GeneratedField(
        expression=Func(F("title"), F("text"), function="cases_fold", arg_joiner=" || ' ' || "),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开答复"
        verbose_name_plural = "公开答复"
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(withdrawn_at=None), name="publication_shown"),
            GinIndex(Func(F("folded"), function="cases_grams"), name="publication_grams"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(withdrawn_at=None), name="published_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("published_at")),
                name="withdrawn_after_it_was_published",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="a_publication_says_something"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
