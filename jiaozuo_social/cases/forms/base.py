"""The form of a move: its fields are the keyword arguments of the verb of the same name."""

import inspect
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.module_loading import import_string

from .. import kinds, wording
from ..models import Case
from ..moves import Actor, Move
from .uploads import UploadsField

HELPERS = ("seen", "attachments", "acknowledged", "template")


@dataclass(frozen=True)
class Finding:
    """Something about what was written: ``blocks`` stops the move, else the writer may go on."""

    sentence: str
    blocks: bool = False
    field: str = ""


class MoveForm(forms.Form):
    """Base of the forms of moves. ``case`` is None when one form serves many cases.

    ``document_kind`` offers the templates of that document: their texts go into ``template_into``.
    ``shows_similar`` puts similar cases and those of the same person beside the form.
    """

    document_kind: ClassVar[str] = ""
    template_into: ClassVar[dict[str, str]] = {"body": "body"}
    shows_similar: ClassVar[bool] = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, case: Case | None, kind: kinds.Kind, actor: Actor, move: Move, **kwargs: Any
    ) -> None:
        self.case, self.kind, self.actor, self.move = case, kind, actor, move
        super().__init__(*args, **kwargs)
        self.findings: list[Finding] = []
        if not self.fields["seen"].initial and case is not None:
            self.fields["seen"].initial = seen_token(case)

    def verb_data(self, case: Case) -> dict[str, Any]:
        """Keyword arguments of the verb, with the fields of templates filled in for this case."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in HELPERS}
        if not self.document_kind:
            return data
        return {
            name: wording.fill_in(value, case) if isinstance(value, str) else value
            for name, value in data.items()
        }

    def examine(self, case: Case) -> list[Finding]:
        """What should be pointed out before this is sent for this case; nothing by default."""
        return []

    @property
    def warnings(self) -> list[str]:
        return [finding.sentence for finding in self.findings if not finding.blocks]

    @property
    def needs_acknowledgement(self) -> bool:
        return bool(self.warnings) and not self.data.get("acknowledged")


class NoteForm(MoveForm):
    """A move that asks for a note only; required where its verb requires it."""

    note = forms.CharField(
        label="说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""})
    )
    note_label: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = requires_note(self.kind, self.move.name)
        self.fields["note"].label = self.note_label or "说明"


class FilesMixin(MoveForm):
    """Adds attachments that go to the case with the move."""

    attachments = UploadsField()


def requires_note(kind: kinds.Kind, name: str) -> bool:
    """As the verb says; a move without a verb leaves nothing but its note."""
    verb = getattr(kind.model_class(), name, None)
    if verb is None or not getattr(verb, "is_verb", False):
        return True
    note = inspect.signature(verb).parameters.get("note")
    return note is not None and note.default is inspect.Parameter.empty


def form_class(kind: kinds.Kind, move: Move) -> type[MoveForm]:
    path = kind.forms.get(move.name)
    return import_string(path) if path else NoteForm


def with_template(chosen: type[MoveForm], data: QueryDict, *, case: Case | None, **common: Any) -> MoveForm:
    """A form that is not yet sent: what was typed, with the texts of the chosen template put in.

    For many cases the template's own fields stay, to be filled in for each.
    """
    kind: kinds.Kind = common["kind"]
    initial = {name: data[name] for name in data if name in chosen.base_fields}
    for template in wording.offered(kind.code, chosen.document_kind, case.category_id if case else None):
        if str(template.pk) == data.get("template"):
            for source, field in chosen.template_into.items():
                text = getattr(template, source)
                initial[field] = (wording.fill_in(text, case) if case else text) or initial.get(field, "")
    return chosen(initial=initial, case=case, **common)


def template_context(form: MoveForm, chosen: str) -> dict[str, Any]:
    """What the template picker shows."""
    category = form.case.category_id if form.case else None
    offered = wording.offered(form.kind.code, form.document_kind, category) if form.document_kind else []
    return {"templates": offered, "chosen_template": chosen}


def seen_token(case: Case) -> str:
    """What the page showed: the number of the last entry. Every move appends one."""
    last = case.entries.order_by("-seq").values_list("seq", flat=True).first()
    return str(last or 0)
