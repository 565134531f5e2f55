"""Administrative divisions by their official NBS codes, which nest by prefix (rules §5.1, §10)."""

from django.db import models
from django.utils import timezone


class DivisionQuerySet(models.QuerySet["Division"]):
    def within(self, code: str) -> "DivisionQuerySet":
        return self.filter(code__startswith=code)

    def counties(self) -> "DivisionQuerySet":
        return self.filter(level=Division.Level.COUNTY)

    def active(self) -> "DivisionQuerySet":
        return self.filter(is_active=True)


class Division(models.Model):
    """4108 city · 410802 county · 410802001 street · 410802001001 community · +3 grid · +2 micro-grid."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "省"
        CITY = 2, "市"
        COUNTY = 3, "县（市、区）"
        STREET = 4, "街道乡镇"
        COMMUNITY = 5, "村（社区）"
        GRID = 6, "网格"
        MICRO_GRID = 7, "微网格"

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
    is_active = models.BooleanField(
        "启用", default=True, help_text="停用的区划不再供选择，也不再由定位得出；旧事项仍指向它。"
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


class Boundary(models.Model):
    """Outline of one division as a GeoJSON Polygon or MultiPolygon in WGS-84 degrees.

    What came in as GCJ-02 is converted; ``source_datum`` records what it was.
    """

    class Datum(models.TextChoices):
        WGS84 = "wgs84", "WGS-84"
        GCJ02 = "gcj02", "GCJ-02"

    division = models.OneToOneField(
        Division, models.PROTECT, primary_key=True, related_name="boundary", verbose_name="区划"
    )
    geometry = models.JSONField("边界（GeoJSON，WGS-84）")
    source_datum = models.CharField("原坐标系", max_length=10, choices=Datum.choices, default=Datum.WGS84)
    source = models.CharField("来源", max_length=100, blank=True)
    is_synthetic = models.BooleanField("演示用虚构边界", default=False)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)

    class Meta:
        verbose_name = "边界"
        verbose_name_plural = "边界"
        ordering = ["division"]

    def __str__(self) -> str:
        return f"{self.division_id} 边界"


class Revision(models.Model):
    """How often something held in memory was changed; processes compare it with what they hold."""

    name = models.CharField(max_length=20, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


# Longest first: 王庄村村民委员会 and 白庄村民委员会 both name a village, 王庄村 and 白庄村.
COMMITTEES = [
    ("村村民委员会", "村"),
    ("村民委员会", "村"),
    ("村村委会", "村"),
    ("村委会", "村"),
    ("居民委员会", ""),
    ("居委会", ""),
]
