"""Open a case with its receipt."""

from django import forms

from ..numbers import is_well_formed


class ReceiptForm(forms.Form):
    number = forms.CharField(
        label="编号", max_length=32, help_text="回执和短信上都有，两个字母后接一串数字，例如 XF、WG 开头。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip
    code = forms.CharField(
        label="查询码", max_length=20, help_text="8 位字母和数字，不分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        """A slip of the finger is told by the check digit alone, without asking whether the number exists."""
        number = "".join(str(self.cleaned_data["number"]).split()).upper()
        if not is_well_formed(number):
            raise forms.ValidationError(
                "编号写错了：应当是两个字母加15位数字（网格事项为13位），请对照回执或短信检查", code="typo"
            )
        return number
