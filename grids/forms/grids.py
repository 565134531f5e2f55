"""Forms of staff for grids, terms of office and boundaries."""

from typing import Any

from constance import config
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

from jiaozuo_social.accounts.forms import PhoneField
from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.places.models import Boundary
from jiaozuo_social.web.forms import DateInput

from .. import rights
from ..models import Grid, Term

PUBLIC_PHONE = RegexValidator(r"^[0-9+\- ]{7,30}$", "请输入电话号码，只用数字、空格和“-”。")


class GridForm(forms.Form):
    name = forms.CharField(
        label="名称", max_length=60, help_text="例如“第三网格”。公示时前面会加上社区名称。"
    )
    type = forms.ChoiceField(label="类型", choices=Grid.Type.choices, initial=Grid.Type.BASIC)
    households = forms.IntegerField(label="户数", min_value=0, max_value=100_000, required=False)
    range_text = forms.CharField(
        label="范围", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
        help_text="四至或楼栋，公示用。",
    )  # fmt: skip
    supervising_phone = forms.CharField(
        label="监督电话", max_length=30, required=False, validators=[PUBLIC_PHONE],
        help_text="公示用；一般填街道或网格化服务中心的电话。",
    )  # fmt: skip

    @classmethod
    def of(cls, data: Any, grid: Grid) -> "GridForm":
        known = {
            name: getattr(grid, name) for name in ("type", "households", "range_text", "supervising_phone")
        }
        return cls(data, initial={**known, "name": grid.division.name})


class TermForm(forms.Form):
    role = forms.ChoiceField(label="岗位", widget=forms.RadioSelect)
    name = forms.CharField(label="姓名", max_length=50)
    phone = PhoneField(
        label="手机号", help_text="用来认人和登录，不公示。没有账号的会新建账号，由系统管理员给临时密码。"
    )
    public_phone = forms.CharField(
        label="公示电话", max_length=30, validators=[PUBLIC_PHONE], help_text="写在公示牌上；可以是社区座机。"
    )
    started_on = forms.DateField(label="起始日", widget=DateInput, initial=timezone.localdate)

    def __init__(self, *args: Any, grid: Grid, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [Term.Role.MICRO_LEADER] if grid.is_micro else [Term.Role.LEADER, Term.Role.WORKER]
        roles = [role for role in fitting if rights.may_appoint(user, grid.code, role)]
        field: Any = self.fields["role"]
        field.choices = [(role.value, role.label) for role in roles]
        if len(roles) == 1:
            field.initial = roles[0].value

    def clean_name(self) -> str:
        return "".join(str(self.cleaned_data["name"]).split())


class EndTermForm(forms.Form):
    on = forms.DateField(
        label="终止日", widget=DateInput, initial=timezone.localdate,
        help_text="自当日起不再任职，在该社区没有其他岗位的，职责随之终止。",
    )  # fmt: skip


class BoundaryForm(forms.Form):
    file = forms.FileField(
        label="边界文件", widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"})
    )
    datum = forms.ChoiceField(
        label="坐标系", choices=Boundary.Datum.choices, widget=forms.RadioSelect,
        help_text="GPS、天地图（CGCS2000）选 WGS-84；高德、腾讯地图上描的选 GCJ-02，导入时换算。",
    )  # fmt: skip
    may_have_gaps = forms.BooleanField(label="允许空隙（水库、山地等不设网格的地方）", required=False)
    check_only = forms.BooleanField(label="只检查，不写入", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            f"GeoJSON，UTF-8，不超过 {config.BOUNDARY_MAX_MB} MB、{config.BOUNDARY_MAX_FEATURES} 个图形。"
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > config.BOUNDARY_MAX_MB * 1024 * 1024:
            raise ValidationError(f"文件超过 {config.BOUNDARY_MAX_MB} MB，请分成几个文件导入。")
        return file
