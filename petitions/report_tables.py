"""Tables ①–⑩ of rules §2 (⑨ is the section on suggestions) and the nine-column assessment (peers §2.8)."""

from constance import config

from jiaozuo_social.cases.models import Case
from jiaozuo_social.reports import picking
from jiaozuo_social.reports.measures import Measure
from jiaozuo_social.reports.tables import Column, Spec, change, counted, mean_days, ratio

from . import report_measures as m
from . import report_openness as openness


def compared(measure: Measure) -> tuple[Column, ...]:
    """本期、上期、环比、去年同期、同比."""
    return (
        counted("now", "本月", measure),
        counted("previous", "上月", measure, "previous"),
        change("mom", "环比", measure, "previous"),
        counted("year", "去年同期", measure, "year"),
        change("yoy", "同比", measure, "year"),
    )


def _top() -> int:
    return int(config.REPORT_TOP_ROWS)


FORMS = (Case.Channel.WEB, Case.Channel.LETTER, Case.Channel.VISIT, Case.Channel.PHONE)

CHANNELS = Spec(
    "channels", "信访形式", ("form",), compared(m.RECEIVED), picking.choices(Case.Channel.choices, FORMS),
    note="单位：件次。传真计入来信。", head="形式", chart=("now", "previous", "year"),
)  # fmt: skip

CONTENTS = Spec(
    "contents", "信访内容", ("category",), compared(m.RECEIVED),
    picking.largest([picking.category_names], _top),
    note="按件次列前若干类；占比、合计以全部件次计。", head="内容", chart=("now", "previous"), share="占比",
)  # fmt: skip

AREAS = Spec(
    "areas", "区域分布", ("area",),
    (
        *compared(m.RECEIVED),
        counted("repeated", "重复件次", m.REPEATED),
        ratio("repeat-rate", "重复信访率", m.REPEATED, m.RECEIVED),
    ),
    picking.areas, chart=("now", "previous"), head="区域",
)  # fmt: skip

UNITS = Spec(
    "units", "承办单位办理情况", ("unit",),
    (
        counted("notice-due", "应受理", m.NOTICE_DUE),
        counted("notice-timely", "及时", m.NOTICE_TIMELY),
        counted("answer-due", "应办结", m.ANSWER_DUE),
        counted("answer-timely", "按期", m.ANSWER_TIMELY),
        counted("answer-missed", "超期", m.ANSWER_MISSED),
        counted("rated", "参评", m.UNIT_RATED),
        counted("content", "满意", m.UNIT_CONTENT),
        counted("repeated", "重复", m.REPEATED),
        counted("supervised", "督办", m.SUPERVISED),
    ),
    picking.units, head="单位",
    note="应受理、应办结为期限在本月届满的事项；超期含超期答复和超期未答复；满意含基本满意。",
)  # fmt: skip

ASSESSMENT = Spec(
    "assessment", "信访工作考核通报表", ("unit",),
    (
        ratio("notice-rate", "按期受理告知率", m.NOTICE_TIMELY, m.NOTICE_DUE),
        ratio("answer-rate", "按期办结率", m.ANSWER_TIMELY, m.ANSWER_DUE),
        mean_days("notice-days", "平均受理周期（日）", m.NOTICE_TIME, m.NOTICE_DONE),
        mean_days("answer-days", "平均答复周期（日）", m.ANSWER_TIME, m.ANSWER_DONE),
        ratio("contact-rate", "初次信访办理联系率", openness.CONTACTED, openness.CONTACT_DUE),
        ratio("repeat-rate", "重复信访率", m.REPEATED, m.RECEIVED),
        ratio("public-rate", "公开回复率", openness.PUBLISHED, openness.CONSENTED),
        ratio("bureau-content", "信访工作机构参评满意率", m.BUREAU_CONTENT, m.BUREAU_RATED),
        ratio("unit-content", "有权处理单位参评满意率", m.UNIT_CONTENT, m.UNIT_RATED),
    ),
    picking.named_units, head="单位",
)  # fmt: skip

RESOLUTION = Spec(
    "resolution", "初次信访化解情况", ("unit",),
    (
        counted("settled", "办结初件", m.SETTLED),
        counted("resolved", "一次性化解", m.RESOLVED),
        counted("came-again", "重复信访", m.CAME_AGAIN),
        counted("went-up", "复查", m.WENT_UP),
        ratio("rate", "一次性化解率", m.RESOLVED, m.SETTLED),
    ),
    picking.units, head="单位",
    note="本月观察期满的初次件：答复后的规定日数内没有重复信访、没有请求复查的为一次性化解。",
)  # fmt: skip

HOTSPOTS = Spec(
    "hotspots", "信访热点", ("category", "area"), compared(m.RECEIVED)[:3],
    picking.largest([picking.category_names, picking.place_names], _top),
    note="内容与区域交叉，按件次列前若干项。", share="占比",
)  # fmt: skip

MONTHLY_RATES: tuple[tuple[str, Measure, Measure], ...] = (
    ("信访部门按期登记转送率", m.ROUTING_TIMELY, m.ROUTING_DUE),
    ("及时受理率", m.NOTICE_TIMELY, m.NOTICE_DUE),
    ("超期受理率", m.NOTICE_LATE, m.NOTICE_DUE),
    ("超期未受理率", m.NOTICE_OVERDUE, m.NOTICE_DUE),
    ("按期答复率", m.ANSWER_TIMELY, m.ANSWER_DUE),
    ("参评率", m.RATED, m.EVALUABLE),
    ("群众满意率（信访部门）", m.BUREAU_CONTENT, m.BUREAU_RATED),
    ("群众满意率（责任单位）", m.UNIT_CONTENT, m.UNIT_RATED),
    ("重复信访率", m.REPEATED, m.RECEIVED),
    ("一次性化解率", m.RESOLVED, m.SETTLED),
)

DEFINITIONS = (
    (
        "信访部门按期登记转送率",
        "期限（第22条，15日；简易办理1个工作日）在本月届满的事项中，按期登记并转送、交办、导入途径或答复不予受理的÷全部。",
    ),
    (
        "及时受理率",
        "书面告知期限（第23条，15日）在本月届满的事项中，及时受理÷（及时受理+超期受理+未受理+超期未受理）。不予受理、告知途径的书面告知同计；异议成立退回的、信访人撤回的不计。",
    ),
    (
        "按期答复率",
        "办结期限（第34条，60日，含延期；简易办理10个工作日）在本月届满的事项中，按期答复÷（按期答复+超期答复+未答复+超期未答复）。",
    ),
    ("参评率", "已评价÷（已评价+超期未评价）：本月作出的评价，和本月届满而未作的评价。"),
    ("群众满意率", "（满意+基本满意）÷已评价，对信访部门和责任单位分别计算。"),
    ("重复信访率", "本月收到的重复件次÷本月收到的总件次。"),
    (
        "一次性化解率",
        "答复后的规定日数（参数，默认60日）在本月届满的初次件中，其间没有重复信访、没有请求复查的÷全部。",
    ),
    ("环比、同比", "（本期−上期）÷上期；（本期−去年同期）÷去年同期。分母为零的比率记为“—”。"),
    *openness.DEFINITIONS,
    ("平均周期", "期限在本月届满并已完成的事项，从起算到完成的平均日数。"),
    ("个访、集访", "来访人数达到集体访起算人数（参数，默认5人）的为集访；来访人数未登记的按1人次计。"),
    (
        "截止时点",
        "受理、答复、评价、督办以本月最后一刻为准（月中预览以计算时为准），此后的办理不改变本月的数；目的、内容、属地、初重和承办单位以计算时的登记和转送为准。",
    ),
)
