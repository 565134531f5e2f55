"""What the page of a grid case shows besides what all kinds share."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case

from . import family, nearby
from .consultation import casepage as consultations
from .models import GridCase


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    assert isinstance(case, GridCase)
    calls = list(case.calls.select_related("department"))
    return {
        "calls": calls,
        **family.context(case, user),
        **consultations.context(case, user),
        "perhaps_the_same": nearby.perhaps_the_same(case, user),
    }
