"""Moves that ask for a note only, each by the name of what is to be written."""

from jiaozuo_social.cases.forms.base import NoteForm


class ReasonForm(NoteForm):
    """Why the case goes to somebody else or a request is refused."""

    note_label = "理由"


class ReturnForm(NoteForm):
    note_label = "退回理由（不属本单位职责的依据）"


class AnswerCallForm(NoteForm):
    note_label = "响应意见（何时、何人到场）"


class CoAnswerForm(NoteForm):
    note_label = "协办情况"


class UrgeForm(NoteForm):
    note_label = "催办要求"


class AnswerSupervisionForm(NoteForm):
    note_label = "督办反馈"
