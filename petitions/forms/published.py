"""Search among the published answers."""

from django import forms

from jiaozuo_social.cases.search import MIN_LENGTH


class PublishedSearchForm(forms.Form):
    q = forms.CharField(
        label="查找", required=False, max_length=50, min_length=MIN_LENGTH, help_text="标题或内容中的两个字以上。",
        error_messages={"min_length": "请至少输入两个字。"}, widget=forms.SearchInput,
    )  # fmt: skip
