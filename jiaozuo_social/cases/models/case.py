"""The case (事项): what every kind of work shares and every list filters and sorts by."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from ..querysets import CaseQuerySet

if TYPE_CHECKING:
    from ..moves import Actor, Move


class Category(models.Model):
    """Content class of a case (内容分类), a tree per kind, editable."""

    kind = models.CharField("事项类型", max_length=20, db_index=True)
    code = models.SlugField("代码", max_length=40)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    standard_ref = models.CharField("依据标准", max_length=60, blank=True)
    is_active = models.BooleanField("启用", default=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "内容分类"
        verbose_name_plural = "内容分类"
        ordering = ["kind", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="category_code_once_per_kind")]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """One matter of one kind. A kind is a child table (``class Petition(Case)``).

    ``state`` is changed only inside :meth:`moving`; the allowed moves are the kind's table.
    """

    class Channel(models.TextChoices):
        WEB = "web", "网上"
        LETTER = "letter", "来信"
        VISIT = "visit", "来访"
        PHONE = "phone", "来电"
        FAX = "fax", "传真"
        TRANSFER = "transfer", "上级转交"
        IMPORT = "import", "台账导入"
        GRID = "grid", "网格上报"
        QR = "qr", "扫码反映"
        HOTLINE = "hotline", "12345热线"

    KIND: ClassVar[str] = ""

    kind = models.CharField("事项类型", max_length=20, editable=False)
    number = models.CharField("编号", max_length=32, unique=True, editable=False)
    client_uuid = models.UUIDField(null=True, unique=True, editable=False)
    query_code_digest = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField("状态", max_length=20)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, default=Channel.WEB)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="内容分类"
    )
    place_code = models.CharField("属地", max_length=17)
    holder_code = models.CharField("所在平台", max_length=12, blank=True, editable=False)
    place_detail = models.CharField("具体地点", max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy_m = models.PositiveIntegerField("定位精度（米）", null=True, blank=True)
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主办单位"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="owned_cases"
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField("收到时间", default=timezone.now)
    received_unknown = models.BooleanField("收到时间不详", default=False)
    due_at = models.DateTimeField("最近期限", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    anonymised_at = models.DateTimeField("个人信息清除时间", null=True, blank=True, editable=False)
    is_open = models.BooleanField(default=True)
    is_confidential = models.BooleanField("保密", default=False)
    is_supervised = models.BooleanField("督办", default=False)
    is_urgent = models.BooleanField("紧急", default=False)
    is_anonymous = models.BooleanField("匿名", default=False)
    is_public = models.BooleanField("同意公开", default=False)
    repeat_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeats", verbose_name="初件"
    )
    withheld_from = models.ForeignKey(
        "orgs.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被反映单位"
    )
    source = models.CharField("来源系统", max_length=40, blank=True)
    source_number = models.CharField("来源编号", max_length=64, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = "事项"
        indexes = [
            models.Index(fields=["-received_at", "-id"]),
            models.Index(fields=["kind", "state", "-received_at"]),
            models.Index(OpClass("place_code", "varchar_pattern_ops"), "received_at", name="case_place"),
            models.Index(fields=["department", "-received_at"], name="case_department"),
            models.Index(fields=["handler", "due_at"], condition=Q(is_open=True), name="case_handler_open"),
            models.Index(fields=["department", "due_at"], condition=Q(is_open=True), name="case_dept_open"),
            models.Index(fields=["due_at", "id"], condition=Q(is_open=True), name="case_open_due"),
            models.Index(
                fields=["holder_code", "due_at"],
                condition=Q(is_open=True) & ~Q(holder_code=""),
                name="case_holder_open",
            ),
            models.Index(fields=["due_at", "id"], name="case_due"),
            models.Index(fields=["received_at"], condition=Q(is_supervised=True), name="case_supervised"),
            models.Index(
                fields=["closed_at"], condition=Q(is_open=False, anonymised_at=None), name="case_to_anonymise"
            ),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="case_title_trgm"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_number"],
                condition=~Q(source_number=""),
                name="source_number_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at=None) | Q(is_open=False, closed_at__isnull=False),
                name="closed_case_has_a_closing_time",
            ),
            models.CheckConstraint(condition=~Q(repeat_of=models.F("id")), name="case_is_not_its_own_repeat"),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.kind or self.KIND
        super().save(*args, **kwargs)

    @contextmanager
    def moving(self, move: "Move", *, by: "Actor", note: str = "", **facts: Any) -> Iterator[None]:
        """Lock, check, let the caller set fields, then save, log and set clocks: all or nothing.

        Unsaved changes on the instance are discarded: the locked row is the truth. Raises
        MoveRefused with a sentence that the user can read. ``facts`` are kept with the entry.
        """
        from ..engine import finish_move

        with transaction.atomic():
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            self.__dict__.pop("_open_assignments", None)  # read before the lock, they may be gone
            move.require(self, by)
            before, seat = self.state, move.seat_of(self, by)  # before the move changes where the case lies
            yield
            finish_move(self, move, by=by, before=before, note=note, facts=facts, seat=seat)


class CaseText(models.Model):
    """Search text of a case: written by a database trigger, so it can never drift.

    ``text`` is title and body in NFKC, lower case, without white space; ``grams`` are its
    character pairs. A substring query is an indexed AND of pairs plus an exact recheck.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="search_text")
    text = models.TextField()
    grams = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["grams"], name="casetext_grams", fastupdate=True)]

    def __str__(self) -> str:
        return f"search text of {self.case_id}"


class CaseLink(models.Model):
    """A relation between two cases: one became, was merged into, or resembles the other."""

    class Relation(models.TextChoices):
        CONVERTED = "converted", "转为"
        MERGED = "merged", "并入"
        SIMILAR = "similar", "同类"
        LINKED = "linked", "关联"

    source = models.ForeignKey(Case, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Case, models.PROTECT, related_name="links_in")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "relation"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="link_two_cases"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.get_relation_display()} {self.target_id}"
