"""Guards of 公开答复: each returns True or a refusal that explains itself."""

from typing import TYPE_CHECKING

from jiaozuo_social.cases.models import Document
from jiaozuo_social.cases.moves import Actor, Denied, Verdict

from .choices import ReviewResult

if TYPE_CHECKING:
    from .models import Petition


def may_publish(case: "Petition", by: Actor) -> Verdict:
    if case.is_confidential:
        return Denied("保密事项一律不公开。")
    if not case.is_public:
        return Denied("信访人不同意公开。")
    if case.anonymised_at is not None:
        return Denied("此事项的个人信息已经清除，无法核对公开内容，不再公开。")
    if case.review_result == ReviewResult.CHANGED or case.recheck_result not in ("", ReviewResult.UPHELD):
        return Denied("答复已经复查（复核）改变，不公开。")
    if not case.documents.filter(kind=Document.Kind.REPLY).exists():
        return Denied("没有签发的处理意见。")
    return Denied("答复已经公开；要修改的，先撤回公开答复。") if _is_shown(case) else True


def is_published(case: "Petition", by: Actor) -> Verdict:
    return True if _is_shown(case) else Denied("答复没有公开。")


def _is_shown(case: "Petition") -> bool:
    return case.publications.filter(withdrawn_at=None).exists()
