"""Dates, days left, states and masks as the pages write them."""

import datetime as dt

import pytest
import time_machine
from django.template import TemplateSyntaxError, engines

from jiaozuo_social.web import dates
from jiaozuo_social.web.icons import ICONS

NOW = dt.datetime(2026, 11, 23, 6, 5, tzinfo=dt.UTC)  # 14:05 in Jiaozuo


def render(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load web_tags %}" + source).render(context)


@time_machine.travel(NOW, tick=False)
def test_dates_are_written_in_local_time() -> None:
    assert render("{{ at|date_cn }}", at=dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)) == "2026年11月23日"
    assert render("{{ at|date_cn }}", at=dt.date(2026, 1, 2)) == "2026年1月2日"
    assert render("{{ at|datetime_cn }}", at=NOW) == "11-23 14:05"
    assert render("{{ at|datetime_cn }}", at=NOW.replace(year=2025)) == "2025-11-23 14:05"
    assert render("{{ at|date_cn }}{{ at|datetime_cn }}", at=None) == ""


def days(n: int, hour: int = 15) -> dt.datetime:
    """The end (15:59 UTC is 23:59 here) or another hour of the n-th day from now."""
    return NOW.replace(hour=hour, minute=59) + dt.timedelta(days=n)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (days(10), "还剩 10 天", "neutral"),
        (days(4), "还剩 4 天", "neutral"),
        (days(3), "还剩 3 天", "warning"),
        (days(0), "今天到期", "warning"),
        (days(0, hour=1), "今天已超期", "danger"),
        (days(-1), "超期 1 天", "danger"),
        (days(-2), "超期 2 天", "danger"),
        # 00:30 here tomorrow is still today in UTC.
        (dt.datetime(2026, 11, 23, 16, 30, tzinfo=dt.UTC), "还剩 1 天", "warning"),
        (dt.date(2026, 11, 23), "今天到期", "warning"),
        (None, "无期限", "neutral"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_days_left(due: dt.datetime | None, words: str, tone: str) -> None:
    assert dates.days_left_words(due) == (words, tone)
    assert f"tone-{tone}" in render("{% days_left due %}", due=due)


def test_state_is_word_shape_and_colour() -> None:
    html = render("{% state_badge word 'danger' %}", word="<超期>")
    assert "&lt;超期&gt;" in html and "tone-danger" in html and "<svg" in html
    shapes = [ICONS[tone] for tone in ("neutral", "info", "warning", "danger", "success")]
    assert len(set(shapes)) == 5
    with pytest.raises(TemplateSyntaxError):
        render("{% state_badge 'x' 'pink' %}")


def test_masks() -> None:
    assert render("{{ '张三'|mask_name }}{{ '13812341234'|mask_phone }}") == "张*138****1234"
    assert render("{{ '410802199001011234'|mask_id_number }}") == "4108**********1234"
    assert "解放路" not in render("{{ '焦作市山阳区新城街道解放路1号'|mask_address:'新城社区' }}")
