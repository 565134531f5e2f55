"""Administrative divisions by their official NBS codes, which nest by prefix (rules §5.1, §10)."""

from django.db import models


class DivisionQuerySet(models.QuerySet["Division"]):
    def within(self, code: str) -> "DivisionQuerySet":
        return self.filter(code__startswith=code)

    def counties(self) -> "DivisionQuerySet":
        return self.filter(level=Division.Level.COUNTY)


class Division(models.Model):
    """4108 city · 410802 county · 410802001 street · 410802001001 community."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "省"
        CITY = 2, "市"
        COUNTY = 3, "县（市、区）"
        STREET = 4, "街道乡镇"
        COMMUNITY = 5, "村（社区）"

    code = models.CharField("代码", max_length=17, primary_key=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    is_local = models.BooleanField(
        "本地修改", default=False, help_text="管理员改过的名称，重新装载区划时不覆盖。"
    )

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = "区划"
        verbose_name_plural = "区划"
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"])]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The community itself without its committee: 枫华园社区居民委员会 → 枫华园社区."""
        for committee, kept in COMMITTEES:
            if self.name.endswith(committee):
                return self.name.removesuffix(committee) + kept
        return self.name


# Longest first: 王庄村村民委员会 and 白庄村民委员会 both name a village, 王庄村 and 白庄村.
COMMITTEES = [
    ("村村民委员会", "村"),
    ("村民委员会", "村"),
    ("村村委会", "村"),
    ("村委会", "村"),
    ("居民委员会", ""),
    ("居委会", ""),
]
