"""Small forms of the case page and the inbox that move nothing."""

from django import forms

from ..models import SavedView


class RevealForm(forms.Form):
    """Personal data is shown for a reason, and the reason is kept."""

    reason = forms.CharField(
        label="查看理由", max_length=200, min_length=4, help_text="将与您的姓名、时间一并记入审计日志。"
    )


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "query"]
        widgets = {"query": forms.HiddenInput}
        error_messages = {"query": {"max_length": "筛选条件过长，不能保存。"}}
