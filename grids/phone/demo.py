"""Demo notes of a grid worker: what a day on the phone looks like; the people and places are invented."""

import datetime as dt

from django.utils import timezone

from jiaozuo_social.accounts.models import User

from ..models import Grid, Visit

WORKER, COMMUNITY = "wgy_jinxiang", "410802009012"
# (kind, grid, days ago, person, note, look again in days or None)
NOTES = (
    (Visit.Kind.VISIT, "001", 6, "3 单元王奶奶", "腿伤在家休养，子女周末来。帮忙联系了助餐点。", 0),
    (Visit.Kind.PATROL, "003", 1, "", "二期东门积水已退，井盖完好。", None),
)


def load() -> str:
    """Write what is missing; safe to run again."""
    worker = User.objects.filter(username=WORKER).first()
    if worker is None or Visit.objects.owned_by(worker).exists():
        return "演示走访已有，未重复生成"
    today = timezone.localdate()
    for kind, grid, ago, person, note, again in NOTES:
        Visit.objects.create(
            kind=kind,
            grid=Grid.objects.get(pk=f"{COMMUNITY}{grid}"),
            author=worker,
            day=today - dt.timedelta(days=ago),
            person=person,
            note=note,
            follow_up_on=None if again is None else today + dt.timedelta(days=again),
        )
    return f"演示走访新增 {len(NOTES)} 条"
