"""Clock rules of grid cases (rules §5.4): all D, rows that an administrator may change."""

from jiaozuo_social.cases.rulebook import RuleSpec

D = "设计时限"
DESK_LADDER = ((0, "urge", "desk"), (1, "supervise", "desk"), (4, "supervise", "parent"))
PERSON_LADDER = ((0, "urge", "handler"), (1, "urge", "desk"))
UNIT_LADDER = (
    (-1, "remind", "handler"),
    (0, "urge", "handler"),
    (0, "urge", "head"),
    (1, "supervise", "handler"),
    (1, "supervise", "head"),
    (1, "supervise", "desk"),
    (5, "supervise", "parent"),
)

GRID_RULES = (
    RuleSpec("G1", "平台受理", D, 30, "office_min", "desk", "D", ladder=DESK_LADDER),
    RuleSpec("G1C", "社区处理或上报", D, 1, "working", "desk", "D", ladder=DESK_LADDER),
    RuleSpec("G1S", "确认自行处置", D, 1, "working", "desk", "D", ladder=((0, "remind", "desk"),)),
    RuleSpec("G2", "现场核实", D, 1, "office", "person", "D", ladder=PERSON_LADDER),
    RuleSpec("G3", "派遣", D, 30, "office_min", "desk", "D", ladder=DESK_LADDER),
    RuleSpec("G4", "退回", D, 4, "office", "unit", "D", is_window=True),
    RuleSpec("G6", "处置", D, None, "set", "unit", "D", ladder=UNIT_LADDER),
    RuleSpec("G6R", "返工", D, 1, "working", "unit", "D", ladder=UNIT_LADDER),
    RuleSpec("G7", "挂账到期核查", D, None, "set", "unit", "D", ladder=((-3, "remind", "handler"),
             (0, "urge", "handler"), (0, "urge", "head"), (1, "urge", "desk"))),
    RuleSpec("G8", "安排核查", D, 1, "office", "desk", "D", ladder=DESK_LADDER),
    RuleSpec("G9", "核查", D, 1, "office", "person", "D", ladder=PERSON_LADDER),
    RuleSpec("G10", "评价", D, 7, "calendar", "petitioner", "D", is_window=True, survives_closing=True),
    RuleSpec("G11", "吹哨报到", D, 2, "office", "unit", "D", ladder=UNIT_LADDER),
)  # fmt: skip
