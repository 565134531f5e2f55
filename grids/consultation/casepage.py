"""What the page of a case says of consultations about it."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case

from . import access, selectors


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    """Consultations of the case that the user may see, and whether the user's community may put it to residents."""
    if case.is_confidential:
        return {"consultations": [], "may_consult": False}
    about = selectors.consultations(user).filter(case_id=case.pk) if access.takes_part(user) else []
    own = (one.place_code for one in access.communities(user))
    return {
        "consultations": list(about),
        "may_consult": any(case.place_code.startswith(code) for code in own),
    }
