"""Spreadsheets of departments and of people with their duties; rows go through the services."""

from typing import Any

from django.core.exceptions import ValidationError
from import_export import widgets
from import_export.fields import Field
from import_export.resources import ModelResource

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user
from jiaozuo_social.privacy.masks import mask_phone

from .models import Department, Duty, Membership
from .services import OrgsRefused, grant, move_department, revoke

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class FormulaSafeResource(ModelResource):
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""

    by: User

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> Any:
        value = super().export_field(field, instance, **kwargs)
        return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Who imports is named in the access log of every row."""
        self.by = kwargs["user"]
        needed = [f.column_name for f in self.get_import_fields() if f.column_name in self.required_columns]
        missing = [name for name in needed if name not in (dataset.headers or [])]
        if missing:
            raise ValidationError(f"缺少列：{'、'.join(missing)}。")

    required_columns: tuple[str, ...] = ()


class NamedWidget(widgets.ForeignKeyWidget):
    """A reference by code or user name, with a sentence for what is not found."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(str(value).strip() if value is not None else value, row, **kwargs)
        except self.model.DoesNotExist:
            raise ValidationError(f"没有{self.model._meta.verbose_name}“{value}”。") from None


class ChoiceWidget(widgets.Widget):
    """A choice by its Chinese word or its code."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = str(value or "").strip()
        for code, word in self.choices:
            if text in (code, word):
                return str(code)
        raise ValidationError(f"“{text}”不在可选值内：{'、'.join(w for _, w in self.choices)}。")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return dict(self.choices).get(value, "")


class YesNoWidget(widgets.BooleanWidget):
    TRUE_VALUES = ["1", 1, True, "true", "TRUE", "True", "是"]
    FALSE_VALUES = ["0", 0, False, "false", "FALSE", "False", "否"]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "是" if value else "否"


class DepartmentResource(FormulaSafeResource):
    required_columns = ("代码", "名称")
    code = Field("code", "代码", widgets.CharWidget())
    name = Field("name", "名称", widgets.CharWidget())
    short_name = Field("short_name", "简称", widgets.CharWidget())
    kind = Field("kind", "类别", ChoiceWidget(Department.Kind.choices))
    parent = Field("parent", "上级代码", NamedWidget(Department, "code"))
    place_code = Field("place_code", "区划代码", widgets.CharWidget())
    phone = Field("phone", "对外电话", widgets.CharWidget())
    is_active = Field("is_active", "启用", YesNoWidget(), default=True)

    class Meta:
        model = Department
        name = "单位"
        import_id_fields = ("code",)
        fields = ("code", "name", "short_name", "kind", "parent", "place_code", "phone", "is_active")
        clean_model_instances = True
        skip_unchanged = True

    def import_instance(self, instance: Department, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        if instance._state.adding:
            instance.path = f"{instance.parent.path if instance.parent else ''}{instance.code}/"

    def do_instance_save(self, instance: Department, is_create: bool) -> None:
        plain = [name for name in self._meta.fields if name not in ("code", "parent")]
        if is_create:
            values = {name: getattr(instance, name) for name in plain}
            planted = Department.objects.plant(code=instance.code, parent=instance.parent, **values)
            instance.pk, instance.path = planted.pk, planted.path
            return
        stored = Department.objects.get(pk=instance.pk)
        if stored.parent_id != instance.parent_id:
            try:
                move_department(stored, instance.parent, by=self.by)
            except OrgsRefused as refusal:
                raise ValidationError(str(refusal)) from refusal
        instance.save(update_fields=plain)


class MembershipResource(FormulaSafeResource):
    """One row per duty; a person who is not there yet is created without a password."""

    required_columns = ("用户名", "单位代码", "职责")
    user = Field("user", "用户名", NamedWidget(User, "username"))
    name = Field("user__name", "姓名", readonly=True)
    phone = Field(column_name="手机号", readonly=True)
    department = Field("department", "单位代码", NamedWidget(Department, "code"))
    department_name = Field("department__name", "单位", readonly=True)
    duty = Field("duty", "职责", ChoiceWidget(Duty.choices))
    started_on = Field("started_on", "起", widgets.DateWidget("%Y-%m-%d"))
    ended_on = Field("ended_on", "止", widgets.DateWidget("%Y-%m-%d"))

    class Meta:
        model = Membership
        name = "人员任职"
        import_id_fields = ("user", "department", "duty")
        fields = (
            "user", "name", "phone", "department", "department_name", "duty", "started_on", "ended_on",
        )  # fmt: skip

    def dehydrate_phone(self, membership: Membership) -> str:
        return mask_phone(membership.user.phone)

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        username = str(row.get("用户名") or "").strip()
        if not username:
            raise ValidationError("用户名不能为空。")
        if not User.objects.filter(username=username).exists():
            phone = str(row.get("手机号") or "").strip()
            create_user(username=username, name=str(row.get("姓名") or "").strip(), phone=phone)

    def get_instance(self, instance_loader: Any, row: Any) -> Membership | None:
        """The open membership of this row, if there is one."""
        wanted = {name: self.fields[name].clean(row) for name in self._meta.import_id_fields}
        return Membership.objects.filter(**wanted, ended_on=None).first()

    def do_instance_save(self, instance: Membership, is_create: bool) -> None:
        ended_on = instance.ended_on
        try:
            if is_create:
                granted = grant(
                    instance.user,
                    instance.department,
                    instance.duty,
                    by=self.by,
                    started_on=instance.started_on,
                )
                instance.pk = granted.pk
            if ended_on is not None:
                revoke(instance, by=self.by, on=ended_on)
        except OrgsRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
