"""The approval of a report."""

from django import forms


class FreezeForm(forms.Form):
    checked = forms.BooleanField(label="已核对各表数据，同意核定")
    note = forms.CharField(label="核定说明", max_length=200, required=False)
