"""What the reporter fills in on the status page to rate the result."""

from jiaozuo_social.cases.forms.public_moves import PetitionerForm, level, note


class RateForm(PetitionerForm):
    intro = "只能评价一次，提交后不能修改。"
    submit = "提交评价"

    level = level("对处置结果")
    note = note("意见", "可以不写。", rows=3, required=False, limit=500)
