"""The form of a move: its fields are the keyword arguments of the verb of the same name."""

import inspect
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
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
        for name in self.template_into.values():
            if self.document_kind and isinstance(data.get(name), str):
                data[name] = wording.fill_in(data[name], case)
        return data

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
        self.fields["note"].required = self.move.name == "add_note" or verb_requires_note(
            self.kind, self.move.name
        )
        self.fields["note"].label = self.note_label or "说明"


class FilesMixin(MoveForm):
    """Adds attachments that go to the case with the move."""

    attachments = UploadsField()


def verb_requires_note(kind: kinds.Kind, name: str) -> bool:
    verb = getattr(kind.model_class(), name, None)
    if verb is None or not getattr(verb, "is_verb", False):
        return False
    note = inspect.signature(verb).parameters.get("note")
    return note is not None and note.default is inspect.Parameter.empty


def form_class(kind: kinds.Kind, move: Move) -> type[MoveForm]:
    path = kind.forms.get(move.name)
    return import_string(path) if path else NoteForm


def seen_token(case: Case) -> str:
    """What the page showed: the number of the last entry. Every move appends one."""
    last = case.entries.order_by("-seq").values_list("seq", flat=True).first()
    return str(last or 0)
