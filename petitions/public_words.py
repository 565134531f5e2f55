"""The status page of a petition and of a suggestion: plain words for what happened, what its holder may do."""

from jiaozuo_social.cases.publicface import PublicFace

from . import reviewers

EVENTS = {
    "receive": "您提交的内容已收到",
    "import": "已录入本平台",
    "register": "信访部门已登记",
    "dispatch": "已转送有权处理的单位",
    "dispatch_simple": "已交有关单位简易办理",
    "guide": "应当通过其他法定途径办理，已出具告知书",
    "reject": "不予受理，已出具告知书",
    "merge": "与同类事项一并办理，您仍会收到单独答复",
    "accept": "承办单位已受理，已出具受理告知书",
    "confirm_rejection": "不予受理，已出具告知书",
    "confirm_guidance": "应当通过其他途径办理，已出具告知书",
    "start_handling": "承办单位开始办理",
    "to_ordinary": "转为普通程序办理",
    "approve_extension": "办理期限已延长",
    "mediate": "已达成调解（和解）协议",
    "reply": "已书面答复",
    "reply_merged": "已书面答复",
    "confirm_done": "支持的请求已经落实",
    "request_review": "您请求复查",
    "review": "复查意见已作出",
    "revoke": "经复查撤销原处理意见，责令重新办理",
    "request_recheck": "您请求复核",
    "hold_hearing": "举行听证，听证时间不计入复核期限",
    "end_hearing": "听证结束",
    "conclude": "复核意见已作出，信访程序终结",
    "settle": "双方确认办结",
    "close": "期限届满，已办结",
    "supplement": "补充了材料",
    "withdraw": "您撤回了这件事项",
    "rate": "您作出了评价",
    "rate_by_phone": "信访部门电话回访，登记了您的评价",
    "screen": "已通过筛选，列入研究",
    "convert": "反映的是具体诉求，已转相应渠道办理",
    "archive": "已留存参考",
    "assign": "已交承办单位研究",
    "study": "承办单位已与您联系，开始研究",
    "reply_collectively": "征集结果已公布，已书面答复",
    "transform": "正在转化实施",
    "report_progress": "实施有新进展",
    "implement": "建议已落实",
    "nominate": "已提名参加年度优秀建议评选",
    "record_award": "获得年度优秀建议奖励",
}

# Limits between offices that the petitioner has no part in.
INTERNAL_CLOCKS = frozenset({"P4", "P4D", "P12", "J3", "J2R"})

SHARED = "jiaozuo_social.cases.forms.public_moves"
OWN = "petitions.forms.public_moves"

PETITION = PublicFace(
    forms={
        "supplement": f"{SHARED}.SupplementForm",
        "rate": f"{OWN}.RateForm",
        "request_review": f"{OWN}.ReviewForm",
        "request_recheck": f"{OWN}.RecheckForm",
        "withdraw": f"{SHARED}.WithdrawForm",
    },
    words=EVENTS,
    hidden_clocks=INTERNAL_CLOCKS,
    reviewer=reviewers.now_reviewing,
)

SUGGESTION = PublicFace(
    forms={"supplement": f"{SHARED}.SupplementForm", "rate": f"{OWN}.SuggestionRateForm"},
    words=EVENTS,
    hidden_clocks=INTERNAL_CLOCKS,
    person="建议人",
)
