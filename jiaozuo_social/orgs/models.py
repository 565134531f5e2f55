"""The department tree and who serves in it, in what duty, from when to when."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone


class Duty(models.TextChoices):
    """What a member may do; rights are checked by duty, never by group name."""

    REGISTRAR = "registrar", "信访登记员"
    APPROVER = "approver", "信访审批"
    HANDLER = "handler", "承办单位经办"
    HEAD = "head", "单位负责人"
    REVIEWER = "reviewer", "上级复查复核"
    CONFIDENTIAL = "confidential", "信访专管员"
    SOLICITOR = "solicitor", "征集办"
    LEADER = "leader", "部门领导"
    DISPATCHER = "dispatcher", "网格平台调度员"
    GRID_LEADER = "grid_leader", "网格长"
    GRID_WORKER = "grid_worker", "网格员"
    CHECKER = "checker", "网格核查员"
    BURDEN = "burden", "减负专班"
    ADMIN = "admin", "系统管理员"


class DepartmentQuerySet(models.QuerySet["Department"]):
    def active(self) -> "DepartmentQuerySet":
        return self.filter(is_active=True)

    def at_or_below(self, department: "Department") -> "DepartmentQuerySet":
        return self.filter(path__startswith=department.path)

    @transaction.atomic
    def plant(self, *, code: str, parent: "Department | None" = None, **fields: object) -> "Department":
        """Create a department with its path; the one way to add a node to the tree.

        The parent is locked: if it is being moved, its new path is waited for.
        """
        stem = self.model.objects.select_for_update().get(pk=parent.pk).path if parent else ""
        return self.create(code=code, parent=parent, path=f"{stem}{code}/", **fields)


class Department(models.Model):
    """A node of the tree city → county → street, or a functional department beside it."""

    class Kind(models.TextChoices):
        BUREAU = "bureau", "信访部门"
        GOVERNMENT = "government", "党委政府"
        FUNCTIONAL = "functional", "职能部门"
        STREET = "street", "街道乡镇"
        COMMUNITY = "community", "村（社区）"
        GRID_CENTRE = "grid_centre", "网格化服务中心"
        OTHER = "other", "其他单位"

    code = models.SlugField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, default=Kind.FUNCTIONAL)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    place_code = models.CharField("区划代码", max_length=17, db_index=True)
    phone = models.CharField("对外电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="department_path_ends_with_its_code",
                condition=Q(path__endswith="/"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths from the root down to this department: 'a/', 'a/b/', 'a/b/c/'."""
        parts = self.path.rstrip("/").split("/")
        return ["/".join(parts[: i + 1]) + "/" for i in range(len(parts))]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: dt.date | None = None) -> "MembershipQuerySet":
        """Memberships in force on a day (today if none is given)."""
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


class Membership(models.Model):
    """A user serves in a department in one duty, from a day up to (not including) a day.

    An ending takes effect at once: rights that are taken away today are gone today.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="用户"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="memberships", verbose_name="单位"
    )
    duty = models.CharField("职责", max_length=20, choices=Duty.choices)
    started_on = models.DateField("起", default=timezone.localdate)
    ended_on = models.DateField("止（当日起不再任职）", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        indexes = [models.Index(fields=["department", "duty"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "duty"],
                condition=Q(ended_on=None),
                name="one_open_membership_per_duty",
                violation_error_message="此人在该单位已有同样的职责。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="终止日不能早于起始日。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.department} {self.get_duty_display()}"

    def is_current(self) -> bool:
        """The same question as ``current()``, of rows already at hand."""
        today = timezone.localdate()
        return self.started_on <= today and (self.ended_on is None or self.ended_on > today)
