"""Filters of the user list."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from jiaozuo_social.accounts.models import User

from ..models import Membership


class StaffFilter(admin.SimpleListFilter):
    title = "身份"
    parameter_name = "staff"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "工作人员"), ("0", "群众")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        serves = Exists(Membership.objects.current().filter(user=OuterRef("pk")))
        if self.value() == "1":
            return queryset.filter(serves)
        return queryset.filter(~serves) if self.value() == "0" else queryset
