"""Forms of the moves before a case is filed (rules §5.4)."""

from typing import Any, ClassVar

from django import forms

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import CategoryField, PersonField
from jiaozuo_social.cases.forms.uploads import PhotosField
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division

from .. import selectors
from ..choices import Urgency, VoidReason


class SelfHandleForm(NoteForm):
    note_label = "处置情况"

    photos = PhotosField(label="处置后照片", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "note", "photos"])


class AskVerifyForm(NoteForm):
    """The grid's own workers first; those of the community if it has none."""

    note_label = "核实要求"

    verifier = PersonField(label="核实员")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        people = verifiers(case.place_code)
        self.fields["verifier"].offer(people)  # type: ignore[attr-defined]
        if not people:
            self.fields["verifier"].help_text = "该网格和社区都没有在岗的网格员，请先安排网格任职。"
        self.order_fields(["seen", "verifier", "note"])


def verifiers(place_code: str) -> list[User]:
    """Workers of the grid first, then its 网格长."""
    found = [*selectors.workers_of(place_code), *selectors.leaders_of(place_code)]
    return list({user.pk: user for user in found}.values())


class VerifyForm(NoteForm):
    note_label = "现场情况"

    is_found = forms.TypedChoiceField(
        label="核实结果",
        choices=[("yes", "属实"), ("no", "不属实")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    photos = PhotosField(label="现场照片")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "is_found", "note", "photos"])


class VoidForm(NoteForm):
    note_label = "说明（将告知反映人）"

    void_reason = forms.ChoiceField(label="理由", choices=VoidReason.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "void_reason", "note"])


class CorrectForm(NoteForm):
    note_label = "更正说明"

    title = forms.CharField(label="标题", max_length=200)
    category = CategoryField(kind="grid", label="事项分类", leaves_only=True)
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, widget=forms.RadioSelect)
    place_code = PlaceField(
        label="所在网格", deep_enough=Division.Level.COMMUNITY, deepest=Division.Level.MICRO_GRID
    )
    place_detail = forms.CharField(label="具体地点", max_length=200, required=False)

    FROM_CASE: ClassVar[tuple[str, ...]] = ("title", "category", "urgency", "place_code", "place_detail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.FROM_CASE:
            self.fields[name].initial = getattr(self.case, name)
        self.fields["note"].required = True
        self.order_fields(["seen", *self.FROM_CASE, "note"])

    def clean_place_code(self) -> str:
        """Sent without a box for the grid, the same community leaves the grid as it was."""
        chosen: str = self.cleaned_data["place_code"]
        before = self.case.place_code if self.case else ""
        asks_grid = f"{self.add_prefix('place_code')}_3" in self.data
        return before if before.startswith(chosen) and not asks_grid else chosen
