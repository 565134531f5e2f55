"""Text messages to the reporter by move; no names, no facts of the matter (rules §8)."""

GRID = {
    "received": "【{site}】您反映的{kind}已收到，编号{number}，查询码{code}。请妥善保存，勿告诉他人。",
    "file_case": "【{site}】您反映的{kind}（{number}）已核实立案，将派有关单位处置。",
    "void": "【{site}】您反映的{kind}（{number}）不予立案，理由可凭编号和查询码查看。",
    "dispatch": "【{site}】您反映的{kind}（{number}）已派{department}处置。",
    "approve_extension": "【{site}】您反映的{kind}（{number}）处置期限已延长，理由可凭编号和查询码查看。",
    "approve_suspension": "【{site}】您反映的{kind}（{number}）因客观原因暂缓处置，原因可凭编号和查询码查看。",
    "group": "【{site}】您反映的{kind}（{number}）与同类问题一并解决，结果仍将告知您。",
    "close": "【{site}】您反映的{kind}（{number}）已处置并核查结案，结果可凭编号和查询码查看并评价。",
    "confirm_self": "【{site}】您反映的{kind}（{number}）已由网格现场处置，结果可凭编号和查询码查看并评价。",
    "close_with_parent": "【{site}】您反映的{kind}（{number}）已随同类问题一并解决，结果可凭编号和查询码查看并评价。",
}
