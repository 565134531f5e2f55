"""The grid section of the monthly report (rules §5.5)."""

from constance import config

from jiaozuo_social.reports import cells
from jiaozuo_social.reports.measures import Reckoning
from jiaozuo_social.reports.rates import rated, rates, trend
from jiaozuo_social.reports.sections import Content, Section

from . import measures as m
from . import tables as t

OPENING = ("按时立案率", "按期处置率", "按期结案率")


def opening(reckoning: Reckoning) -> list[str]:
    label = reckoning.frame.period.label
    total, before, year = (reckoning.total(m.REPORTED, shift) for shift in ("", "previous", "year"))
    points = cells.score(reckoning.total(m.POINTS), reckoning.total(m.DUE))
    return [
        f"{label}共上报网格事项{total}件，环比{trend(total, before)}，同比{trend(total, year)}。",
        *(
            f"{name}{cells.words(rated(reckoning, top, bottom))}"
            f"（{reckoning.total(top)}/{reckoning.total(bottom)}）。"
            for name, top, bottom in t.RATES
            if name in OPENING and reckoning.total(bottom)
        ),
        *([f"综合得分{cells.words(points)}分。"] if points["value"] is not None else []),
    ]


def definitions() -> list[tuple[str, str]]:
    """With the weights that were in force when it was computed."""
    return [
        ("上报、有效上报率", "本月收到的网格事项；其中到本月末没有不予立案的÷全部。"),
        ("立案率", "本月收到的事项中，到本月末立案的÷有效上报。自行处置结案的是有效上报，不立案。"),
        ("按时立案率", "本月立案的事项中，平台受理没有超过期限的÷全部。"),
        (
            "准确派遣率",
            "本月立案的事项中，到本月末已派遣且没有被退回的÷应派遣。未派遣就并入类问题的不计入应派遣。",
        ),
        ("按期核实率、按期核查率", "核实、核查期限在本月届满的，按期完成÷全部。"),
        (
            "应处置、处置率、按期处置率",
            "处置期限（含延期）在本月届满的为应处置；其中到本月末已反馈处置结果的、按期反馈的÷全部。"
            "退回的和挂账中的不计。",
        ),
        (
            "结案率、按期结案率",
            "应结案与应处置是同一批事项；其中到本月末已结案的、处置返工核查都没有超期而结案的÷全部。",
        ),
        ("返工率、超期待处置率、延期率", "应处置的事项中，返工过的、超过期限仍未反馈的、批准过延期的÷全部。"),
        (
            "得分",
            f"处置率×{config.GRID_SCORE_HANDLED}＋按期处置率×{config.GRID_SCORE_TIMELY}"
            f"＋（1−返工率）×{config.GRID_SCORE_REWORK}＋（1−超期待处置率）×{config.GRID_SCORE_OVERDUE}"
            f"＋（1−延期率）×{config.GRID_SCORE_EXTENDED}；权重为参数。",
        ),
        ("不统计到人", "只按区域、部门、大类和上报人的身份统计，不按网格员个人统计和排名。"),
    ]


def build(reckoning: Reckoning) -> Content:
    return Content(
        tables=[
            rates("grid-rates", "主要指标", reckoning, t.RATES),
            *(one.build(reckoning) for one in t.SPECS),
        ],
        summary=opening(reckoning),
        notes=[],
        definitions=definitions(),
    )


SECTION = Section("grids", "网格事件情况", 30, m.MEASURES, build)
