"""The 类问题 of a case and the cases of a 类问题, as far as the reader may see them."""

from typing import Any

from django.db.models import Q

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case

from .models import GridCase

LIMIT = 50


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    """Parent or children; no query for a case that has neither."""
    assert isinstance(case, GridCase)
    if case.is_parent:
        match = Q(pk__in=GridCase.objects.filter(parent=case).values("pk"))
    elif case.parent_id:
        match = Q(pk=case.parent_id)
    else:
        return {"family": []}
    seen = Case.objects.visible_to(user).filter(match).defer("body").order_by("-received_at")
    return {"family": list(seen[:LIMIT])}
