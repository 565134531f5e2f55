"""People who can log in: created with a temporary password, unlocked, reset; phones stay masked."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminTextInputWidget

from jiaozuo_social.accounts import services
from jiaozuo_social.accounts.forms import PhoneField
from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.recording import RecordedAdmin
from jiaozuo_social.audit.services import record
from jiaozuo_social.privacy.digests import phone_digest
from jiaozuo_social.privacy.masks import mask_phone

from .filters import StaffFilter


class UserForm(forms.ModelForm):
    new_phone = PhoneField(
        label="新手机号",
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
        help_text="留空则不变。",
    )

    class Meta:
        model = User
        fields = ("username", "name", "is_active")

    def clean_new_phone(self) -> str:
        phone: str = self.cleaned_data["new_phone"]
        owner = User.objects.phone_owner(phone)
        if owner and owner.pk != self.instance.pk:
            raise forms.ValidationError("此手机号已被其他账号使用。")
        return phone


@admin.register(User)
class UserAdmin(RecordedAdmin):
    form = UserForm
    recorded_fields = ("username", "is_active")
    list_display = (
        "username", "name", "masked_phone", "duties", "has_second_factor", "is_active", "last_login",
    )  # fmt: skip
    list_filter = (StaffFilter, "is_active")
    search_fields = ("username", "name")
    search_help_text = "用户名、姓名，或完整的手机号"
    readonly_fields = ("masked_phone", "duties", "last_login")
    ordering = ("-pk",)
    paginator = InfinitePaginator
    show_full_result_count = False
    actions = ("give_temporary_password", "unlock", "reset_second_factor", "end_session")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """An administrator by duty has no hand on superusers."""
        users: QuerySet[User] = super().get_queryset(request)
        factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        users = users.annotate(_second_factor=Exists(factor))
        users = users.prefetch_related("memberships__department")
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """A new user has nothing to look at yet."""
        known = ("masked_phone", "duties", "last_login") if obj else ()
        return ("username", "name", "new_phone", "is_active", *known)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        digits = search_term.strip().replace(" ", "").replace("-", "")
        if len(digits) == 11 and digits.isdigit():
            return queryset.filter(phone_digest=phone_digest(digits)), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="手机号")
    def masked_phone(self, user: User) -> str:
        return mask_phone(user.phone) or "未登记"

    @admin.display(description="两步验证", boolean=True)
    def has_second_factor(self, user: User) -> bool:
        return bool(getattr(user, "_second_factor", False))

    @admin.display(description="现任职责")
    def duties(self, user: User) -> str:
        current = [m for m in user.memberships.all() if m.is_current()] if user.pk else []
        return "、".join(f"{m.department} {m.get_duty_display()}" for m in current) or "无"

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.cleaned_data.get("new_phone"):
            obj.set_phone(form.cleaned_data["new_phone"])
        if not change:
            obj.set_unusable_password()
        obj.save()
        if not obj.is_active:
            services.end_session(obj)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> Any:
        """A new user's first password is shown once, on the answer itself: never in a cookie."""
        return self._show_passwords(request, [(obj, services.give_temporary_password(obj))])

    def _show_passwords(self, request: HttpRequest, passwords: list[tuple[User, str]]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "title": "临时密码", "passwords": passwords}
        response = render(request, "accounts/temporary_passwords.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def _others(self, request: HttpRequest, queryset: QuerySet[User], what: str) -> list[User]:
        """The chosen users but oneself, each act recorded."""
        users = [user for user in queryset if user.pk != request.user.pk]
        if len(users) < len(queryset):
            messages.warning(request, "不能对自己的账号做此操作，已跳过。")
        for user in users:
            record(Access.Action.CHANGE, request=request, obj=user, reason=what)
        return users

    @admin.action(description="重置密码（给临时密码）", permissions=["change"])
    def give_temporary_password(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse:
        users = self._others(request, queryset, "重置密码")
        passwords = [(user, services.give_temporary_password(user)) for user in users]
        return self._show_passwords(request, passwords)

    @admin.action(description="解除登录锁定", permissions=["change"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in self._others(request, queryset, "解除登录锁定"):
            services.unlock(user)
        messages.success(request, "已解除锁定。")

    @admin.action(description="重置两步验证", permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in self._others(request, queryset, "重置两步验证"):
            services.reset_second_factor(user)
        messages.success(request, "已重置，下次登录时须重新启用。")

    @admin.action(description="结束会话", permissions=["change"])
    def end_session(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in self._others(request, queryset, "结束会话"):
            services.end_session(user)
        messages.success(request, "已结束会话。")
