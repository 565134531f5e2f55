"""The status page of a grid case: plain words for what happened, what its reporter may do."""

from jiaozuo_social.cases.publicface import PublicFace

WORDS = {
    "receive": "您反映的事情已收到",
    "self_handle": "网格员已到现场处理",
    "confirm_self": "现场处理已确认，已办结",
    "file_case": "情况属实，已立案",
    "void": "不予立案",
    "dispatch": "已派有关单位处置",
    "approve_extension": "处置期限已延长",
    "approve_suspension": "因客观原因暂缓处置",
    "resume": "恢复处置",
    "feedback": "单位已处置，等待核查",
    "rework": "核查没有通过，退回重新处置",
    "close": "核查通过，已结案",
    "sign_in": "处置单位已签收",
    "group": "与同类问题一并解决",
    "ungroup": "恢复单独办理",
    "close_with_parent": "同类问题已解决，已结案",
    "supplement": "补充了材料",
    "source_changed": "热线补充了情况",
    "rate": "您作出了评价",
}

FACE = PublicFace(
    forms={
        "rate": "grids.forms.public_moves.RateForm",
        "supplement": "jiaozuo_social.cases.forms.public_moves.SupplementForm",
    },
    words=WORDS,
    hidden_clocks=frozenset({"G1", "G1C", "G1S", "G2", "G3", "G4", "G7", "G8", "G9", "G11"}),
    person="反映人",
    publishes=False,
)
