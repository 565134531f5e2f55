"""Clock rules of petitions (rules §1.2, §1.3) and suggestions (§3), with article and mark.

``✓`` is verified law; ``R`` recalled and ``D`` design values are rows that an administrator may change.
"""

from jiaozuo_social.cases.rulebook import RuleSpec

# 市级 aims at routing within three days (rules §1.2 D): twelve days before the 15-day limit.
DESK_LADDER = (
    (-12, "remind", "desk"),
    (-3, "remind", "desk"),
    (-1, "urge", "desk"),
    (1, "supervise", "desk"),
    (3, "supervise", "parent"),
)
HOURS_LADDER = ((0, "urge", "desk"), (1, "supervise", "parent"))

PETITION_RULES = (
    RuleSpec("P0", "登记", "设计时限", 1, "working", "desk", "D",
             ladder=((0, "urge", "desk"), (1, "supervise", "desk"))),
    RuleSpec("P1", "登记并转送交办", "信访工作条例第22条", 15, "calendar", "desk", "✓", ladder=DESK_LADDER),
    RuleSpec("P1R", "异议成立后重新转送", "设计时限", 2, "working", "desk", "D",
             ladder=((0, "urge", "desk"),)),
    RuleSpec("P2", "单位直接收到后书面告知", "信访工作条例第23条", 15, "calendar", "unit", "✓"),
    RuleSpec("P3", "书面告知是否受理", "信访工作条例第23条", 15, "calendar", "unit", "✓"),
    RuleSpec("P4", "提出异议", "信访工作条例第23条", 5, "working", "unit", "✓", is_window=True),
    RuleSpec("P4D", "答复异议", "设计时限", 2, "working", "desk", "D",
             ladder=((0, "urge", "desk"), (1, "supervise", "desk"))),
    RuleSpec("P5", "办结", "信访工作条例第34条", 60, "calendar", "unit", "✓"),
    RuleSpec("P5D", "办结（参照）", "设计时限，参照信访工作条例第34条", 60, "calendar", "unit", "D"),
    RuleSpec("P7", "请求复查", "信访工作条例第35条", 30, "calendar", "petitioner", "✓", is_window=True),
    RuleSpec("P8", "作出复查意见", "信访工作条例第35条", 30, "calendar", "reviewer", "✓"),
    RuleSpec("P9", "请求复核", "信访工作条例第36条", 30, "calendar", "petitioner", "✓", is_window=True),
    RuleSpec("P10", "作出复核意见", "信访工作条例第36条", 30, "calendar", "reviewer", "✓"),
    RuleSpec("P11", "交办反馈", "信访工作条例第22条", None, "set", "unit", "✓"),
    RuleSpec("P12", "报告重大紧急情况", "信访工作条例第25条", 2, "hours", "desk", "D", ladder=HOURS_LADDER),
    RuleSpec("S1", "简易办理转办", "信访事项简易办理办法（试行）", 1, "working", "desk", "R"),
    RuleSpec("S2", "简易办理决定", "信访事项简易办理办法（试行）", 3, "working", "unit", "R"),
    RuleSpec("S3", "简易办理答复", "信访事项简易办理办法（试行）", 10, "working", "unit", "R"),
    RuleSpec("R1", "评价满意度", "国信发〔2022〕11号", 30, "calendar", "petitioner", "R", is_window=True,
             survives_closing=True),
    RuleSpec("E1", "落实支持意见", "设计时限，信访工作条例第40条", 30, "calendar", "unit", "D",
             survives_closing=True, trigger="undone"),
)  # fmt: skip

SUGGESTION_RULES = (
    RuleSpec("J1", "筛选", "设计时限", 3, "working", "desk", "D", ladder=((0, "urge", "desk"),)),
    RuleSpec("J2", "交办", "设计时限", 15, "calendar", "desk", "D",
             ladder=((-3, "remind", "desk"), (0, "urge", "desk"), (1, "supervise", "desk"))),
    RuleSpec("J2R", "退回后重新交办", "设计时限", 5, "working", "desk", "D",
             ladder=((0, "urge", "desk"), (1, "supervise", "desk"))),
    RuleSpec("J3", "退回", "设计时限", 5, "working", "unit", "D", is_window=True),
    RuleSpec("J4", "研究答复", "设计时限", 60, "calendar", "unit", "D"),
    RuleSpec("J5", "落实转化", "由承办单位承诺", None, "set", "unit", "D"),
    RuleSpec("J6", "评价", "设计时限", 30, "calendar", "petitioner", "D", is_window=True,
             survives_closing=True),
)  # fmt: skip
