"""Fields that the forms of several moves share: departments, handlers, categories, other cases."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Department

from .. import kinds
from ..models import Case, Category
from ..moves import Actor


def grouped(departments: Iterable[Department]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Departments under the name of the place or body to which they belong."""
    rows = list(departments)
    names = {row.path: row.name for row in rows}
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        above = row.path[: row.path.rstrip("/").rfind("/") + 1]
        groups.setdefault(names.get(above, "本级"), []).append((row.pk, row.name))
    return list(groups.items())


class OfferedDepartments:
    """Mixin: the choices are departments that the form sets with :meth:`offer`, each form its own."""

    coerce: Any
    choices: Any

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied: Any = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.offer([])
        return copied

    def offer(self, departments: Iterable[Department]) -> None:
        rows = list(departments)
        by_pk = {str(row.pk): row for row in rows}
        self.coerce = lambda pk: by_pk[str(pk)]
        self.choices = [*self.first_choice(), *grouped(rows)]

    def first_choice(self) -> list[tuple[str, str]]:
        return []


class DepartmentField(OfferedDepartments, forms.TypedChoiceField):
    """One department; long lists get a box to narrow them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"data-filterable": ""}))
        super().__init__(empty_value=None, **kwargs)

    def first_choice(self) -> list[tuple[str, str]]:
        return [("", "请选择")]


class DepartmentsField(OfferedDepartments, forms.TypedMultipleChoiceField):
    """Several departments, as boxes in a list that scrolls."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs={"data-filterable": ""})
        super().__init__(empty_value=[], widget=widget, **kwargs)


class PersonField(forms.TypedChoiceField):
    """One member of staff among those that the form offers, the nearest first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=None, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied: Any = super().__deepcopy__(memo)
        copied.offer([])
        return copied

    def offer(self, people: Iterable[User]) -> None:
        by_pk = {str(person.pk): person for person in people}
        self.coerce = lambda pk: by_pk[str(pk)]
        self.choices = [("", "请选择"), *((pk, str(person)) for pk, person in by_pk.items())]
        if len(by_pk) == 1:
            self.initial = next(iter(by_pk))


def offer(form: forms.BaseForm, name: str, departments: Iterable[Department]) -> None:
    """Let a form's field choose among these departments."""
    field = form.fields[name]
    assert isinstance(field, DepartmentField | DepartmentsField)
    field.offer(departments)


class CategoryField(forms.ModelChoiceField):
    """An active category of one kind of case, children indented below their parents.

    With ``leaves_only`` the classes are there to be read, and one of their members is chosen.
    """

    def __init__(self, *, kind: str, leaves_only: bool = False, **kwargs: Any) -> None:
        rows = Category.objects.filter(kind=kind, is_active=True).select_related("parent")
        if leaves_only:
            rows = rows.filter(parent__isnull=False)
            kwargs.setdefault("widget", forms.Select(attrs={"data-filterable": "分类"}))
        self.leaves_only = leaves_only
        kwargs.setdefault("label", "内容分类")
        super().__init__(queryset=rows, empty_label="请选择", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        if self.leaves_only:
            return f"{obj.name}（{obj.parent.name} {obj.code}）"
        return f"　{obj.name}" if obj.parent_id else str(obj.name)


class CaseNumberField(forms.CharField):
    """The number of another case; :meth:`find` gives it if the actor may see it."""

    default_error_messages = {"unknown": "没有这个编号的事项，或者您无权查看。"}

    def find(self, number: str, *, actor: Actor, kind: str) -> Case | None:
        if not number:
            return None
        seen = Case.objects.visible_to(actor.user).of_kind(kind)
        found: Case | None = seen.filter(number=number.strip().upper()).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return kinds.in_full(found)
