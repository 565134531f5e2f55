"""What the page of a grid case shows besides what all kinds share."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case

from . import family
from .consultation import casepage as consultations


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    return {**family.context(case, user), **consultations.context(case, user)}
