"""Ask for what a new token needs."""

from typing import Any

from constance import config
from django import forms

from .models import ApiToken

SCOPES = [
    (ApiToken.Scope.READ.value, "只读：查询收件箱、事项和附件"),
    (ApiToken.Scope.WRITE.value, "读写：还可以登记和办理"),
]


class TokenForm(forms.Form):
    label = forms.CharField(label="用途", max_length=60, help_text="写明哪个系统使用，例如“12345 热线转办”。")
    scope = forms.ChoiceField(
        label="权限", choices=SCOPES, initial=ApiToken.Scope.READ, widget=forms.RadioSelect
    )
    days = forms.IntegerField(label="有效天数", min_value=1, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        assert isinstance(days, forms.IntegerField)
        days.help_text = f"最多 {config.API_TOKEN_MAX_DAYS} 天，到期后重新创建。"

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days > config.API_TOKEN_MAX_DAYS:
            raise forms.ValidationError(f"最多 {config.API_TOKEN_MAX_DAYS} 天。")
        return days
