"""What the holder of a receipt sees of a grid case."""

from jiaozuo_social.cases.publicface import PublicFace

FACE = PublicFace(
    forms={
        "supplement": "jiaozuo_social.cases.forms.public_moves.SupplementForm",
        "rate": "grids.forms.public.RateForm",
    },
    words={
        "receive": "已收到",
        "file_case": "经核实立案",
        "void": "经核实不予立案",
        "dispatch": "派有关单位处置",
        "sign_in": "处置单位已签收",
        "approve_extension": "处置期限延长",
        "approve_suspension": "因客观原因暂缓处置",
        "resume": "恢复处置",
        "feedback": "处置单位已反馈结果",
        "close": "核查结案",
        "confirm_self": "网格现场处置，已结案",
        "group": "与同类问题一并解决",
        "ungroup": "恢复单独办理",
        "close_with_parent": "与同类问题一并解决，已结案",
    },
    hidden_clocks=frozenset({"G1", "G1C", "G1S", "G2", "G3", "G4", "G7", "G8", "G9", "G11"}),
    person="反映人",
    publishes=False,
)
