"""What a petitioner or contributor fills in to rate, and to ask for 复查 or 复核."""

from jiaozuo_social.cases.forms.public_moves import PetitionerForm, level, note


class RateForm(PetitionerForm):
    intro = "两项分开评价，互不影响；只能评价一次，提交后不能修改。"
    submit = "提交评价"

    bureau = level("对信访部门的工作")
    unit = level("对责任单位的工作")
    note = note("意见", "可以不写。", rows=3, required=False, limit=500)


class SuggestionRateForm(PetitionerForm):
    intro = "只能评价一次，提交后不能修改。"
    submit = "提交评价"

    level = level("对这件建议的办理和答复")
    note = note("意见", "可以不写。", rows=3, required=False, limit=500)


class ReviewForm(PetitionerForm):
    intro = "复查由作出答复的机关的上一级机关进行，收到请求之日起30日内书面答复（信访工作条例第35条）。"
    submit = "提交复查请求"

    note = note("请求和理由", "对答复的哪一部分不服，为什么，希望怎样处理。")


class RecheckForm(PetitionerForm):
    intro = "复核由复查机关的上一级机关进行，30日内提出意见，听证时间不计算在内。复核意见作出后，同一事实和理由不再受理（信访工作条例第36条）。"
    submit = "提交复核请求"

    note = note("请求和理由", "对复查意见的哪一部分不服，为什么。")
