"""The 网格长's decision on a proposed 类问题."""

from typing import Any

from django import forms

from jiaozuo_social.places import selectors as places

from ..models import Proposal

Decision = Proposal.Decision


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="决定",
        choices=[
            (Decision.ACCEPTED.value, "立为类问题，一并解决"),
            (Decision.DECLINED.value, "不立，仍逐件办理"),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label="类问题标题", max_length=200, required=False)
    body = forms.CharField(
        label="问题概述",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-counter": ""}),
    )
    reason = forms.CharField(label="不立的理由", max_length=500, required=False)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for needed in ("title", "body", "reason"):  # by the decision, not by themselves
            self.fields[needed].mark = "必填"  # type: ignore[attr-defined]
        name = places.label(proposal.community)
        what = str(proposal.event) if proposal.event else "相似问题"
        self.fields["title"].initial = f"{name}{what}多发"
        self.fields["body"].initial = f"{name}近期反映{what}{proposal.cases.count()}件，建议一并解决。"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked = ("reason",) if data.get("decision") == Decision.DECLINED else ("title", "body")
        for name in asked:
            if data.get("decision") and not data.get(name):
                self.add_error(name, "请填写。")
        return data
