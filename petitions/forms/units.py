"""Choose the unit in charge and those that help it, in the reach of the desk."""

from typing import Any

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import DepartmentField, DepartmentsField, offer
from jiaozuo_social.orgs.selectors import departments_for_dispatch


class UnitsForm(NoteForm):
    note_label = "办理要求"

    lead = DepartmentField(label="主办单位")
    co = DepartmentsField(label="协办单位", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = departments_for_dispatch(self.actor.user)
        for name in {"lead", "co"} & set(self.fields):
            offer(self, name, departments)
        self.order_fields([name for name in self.fields if name != "note"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("lead") in data.get("co", []):
            self.add_error("co", "协办单位不能与主办单位相同。")
        return data
