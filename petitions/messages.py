"""Text messages to the petitioner by move; no names, no facts of the matter (rules §8)."""

PETITION = {
    "received": "【{site}】您的{kind}已收到，编号{number}，查询码{code}。请妥善保存，勿告诉他人。",
    "dispatch": "【{site}】您的{kind}（{number}）已转送{department}，该单位将在15日内告知是否受理。",
    "dispatch_simple": "【{site}】您的{kind}（{number}）已交{department}简易办理。",
    "accept": "【{site}】{department}已受理您的{kind}（{number}），受理告知书可凭编号和查询码查看。",
    "guide": "【{site}】您的{kind}（{number}）应通过其他法定途径办理，告知书可凭编号和查询码查看。",
    "reject": "【{site}】您的{kind}（{number}）不予受理，告知书可凭编号和查询码查看。",
    "confirm_guidance": "【{site}】您的{kind}（{number}）应通过其他途径办理，告知书可凭编号和查询码查看。",
    "confirm_rejection": "【{site}】您的{kind}（{number}）不予受理，告知书可凭编号和查询码查看。",
    "approve_extension": "【{site}】您的{kind}（{number}）办理期限已延长，理由和新期限可凭编号和查询码查看。",
    "reply": "【{site}】您的{kind}（{number}）已答复，答复意见书可凭编号和查询码查看，并可评价。",
    "reply_merged": "【{site}】您的{kind}（{number}）已答复，答复意见书可凭编号和查询码查看，并可评价。",
    "merge": "【{site}】您的{kind}（{number}）与同类事项一并办理，您仍将收到单独答复。",
    "review": "【{site}】您的{kind}（{number}）复查意见已作出，可凭编号和查询码查看。",
    "revoke": "【{site}】您的{kind}（{number}）经复查撤销原处理意见，责令重新办理。",
    "conclude": "【{site}】您的{kind}（{number}）复核意见已作出，可凭编号和查询码查看。",
}

SUGGESTION = {
    "received": "【{site}】感谢您的{kind}，编号{number}，查询码{code}。请妥善保存，勿告诉他人。",
    "convert": "【{site}】您的{kind}（{number}）反映的是具体诉求，已转相应渠道办理，去向可凭编号和查询码查看。",
    "merge": "【{site}】您的{kind}（{number}）与同类建议一并研究，您仍将收到单独答复。",
    "archive": "【{site}】您的{kind}（{number}）已留存参考，理由可凭编号和查询码查看。",
    "assign": "【{site}】您的{kind}（{number}）已交{department}研究。",
    "approve_extension": "【{site}】您的{kind}（{number}）答复期限已延长，理由和新期限可凭编号和查询码查看。",
    "reply": "【{site}】您的{kind}（{number}）已答复，可凭编号和查询码查看并评价。",
    "reply_merged": "【{site}】您的{kind}（{number}）已答复，可凭编号和查询码查看并评价。",
    "reply_collectively": "【{site}】您参加的征集活动已公布结果，{kind}（{number}）的答复可凭编号和查询码查看并评价。",
    "transform": "【{site}】您的{kind}（{number}）正在转化实施，计划和进展可凭编号和查询码查看。",
    "implement": "【{site}】您的{kind}（{number}）已落实，成果可凭编号和查询码查看并评价。",
    "record_award": "【{site}】您的{kind}（{number}）获得年度优秀建议奖励，详情可凭编号和查询码查看。",
}
