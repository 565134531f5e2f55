"""Open a case with its receipt."""

from django import forms


class ReceiptForm(forms.Form):
    number = forms.CharField(
        label="编号", max_length=32, help_text="回执和短信上都有，例如 XF 开头的17位编号。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip
    code = forms.CharField(
        label="查询码", max_length=20, help_text="8 位字母和数字，不分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        return "".join(str(self.cleaned_data["number"]).split()).upper()
