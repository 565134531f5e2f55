"""Forms of the moves that every kind of case shares: 督办 and additions."""

from django import forms

from jiaozuo_social.web.forms import DateInput

from .base import FilesMixin, NoteForm


class SuperviseForm(NoteForm):
    note_label = "督办意见"

    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}))
    due_on = forms.DateField(label="要求反馈日期", required=False, widget=DateInput)


class SupplementForm(FilesMixin, NoteForm):
    note_label = "补充的内容（反映人可见此次补充，看不到文字）"
