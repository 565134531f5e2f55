"""Substring search: p95 for needles of two to six characters, and its recall against a full scan."""

import random
from typing import Any

from django.db import connection

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.search import matching, normalise

from ..timing import percentile, seconds

NEEDLES = 40
SCANNED = 4


def needles() -> list[str]:
    """Pieces of real texts of the database, always the same."""
    dice = random.Random(20261123)
    ids = [dice.randrange(20_000, 28_000) for _ in range(NEEDLES)]
    texts = {case.pk: normalise(case.title + case.body) for case in Case.objects.filter(pk__in=ids)}
    found = []
    for text in texts.values():
        length = dice.randint(2, 6)
        start = dice.randrange(len(text) - length)
        found.append(text[start : start + length])
    return found


def measure() -> dict[str, Any]:
    user = User.objects.get(username="dengji")
    asked = needles()
    turn = iter(asked * 2)

    def search() -> None:
        list(matching(Case.objects.visible_to(user), next(turn)).order_by("-received_at", "-pk")[:31])

    taken = seconds(search, times=len(asked), warm_up=3)
    missed = 0
    for needle in asked[:SCANNED]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_casetext WHERE strpos(text, %s) > 0", [needle])
            total = cursor.fetchone()[0]
        missed += total - matching(Case.objects.all(), needle).count()
    return {"p95": percentile(taken, 95), "median": percentile(taken, 50), "missed": missed}
