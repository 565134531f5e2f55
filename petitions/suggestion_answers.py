"""The written answer to a suggestion: complete, issued as a document, given to merged ones alike."""

from typing import TYPE_CHECKING

from django.utils import timezone

from jiaozuo_social.cases import documents
from jiaozuo_social.cases.models import CaseLink, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused

from .choices import AdoptionResult
from .states import SuggestionState

if TYPE_CHECKING:
    from .models import Suggestion


def require_complete(suggestion: "Suggestion") -> None:
    missing = []
    if not suggestion.result:
        missing.append("采纳结果")
    if not suggestion.answer_text.strip():
        missing.append("理由和答复内容")
    if missing:
        raise MoveRefused(f"答复缺少：{'、'.join(missing)}。")


def text_of(suggestion: "Suggestion") -> str:
    result = AdoptionResult(suggestion.result).label
    return f"您提出的《{suggestion.title}》收悉，感谢您的关心支持。\n\n{suggestion.answer_text.strip()}\n\n办理结果：{result}"


def send(suggestion: "Suggestion", *, by: Actor) -> None:
    """Issue the document; call it inside ``Case.moving``."""
    suggestion.replied_at = timezone.now()
    documents.issue(
        suggestion,
        Document.Kind.ANSWER,
        by=by,
        body=text_of(suggestion),
        basis="《信访工作条例》第二十九条",
        department=suggestion.department,
        delivered_on=timezone.localdate(),
        delivery="网上送达",
    )


def fill_from_campaign(suggestion: "Suggestion") -> None:
    """The published summary is the answer; what nobody decided is kept for reference."""
    campaign = suggestion.campaign
    if campaign is None:
        raise MoveRefused("该建议不属于征集活动。")
    suggestion.result = suggestion.result or AdoptionResult.KEPT
    suggestion.answer_text = f"“{campaign.title}”征集活动结果反馈：\n{campaign.summary}"


def send_to_all_merged(first: "Suggestion") -> None:
    links = CaseLink.objects.filter(target_id=first.pk, relation=CaseLink.Relation.MERGED)
    for source_id in links.order_by("source_id").values_list("source_id", flat=True):
        send_to_merged(source_id, first=first)


def send_to_merged(merged_id: int, *, first: "Suggestion") -> None:
    """Give a merged contributor the same answer on the own receipt, with the own right to evaluate."""
    from .models import Suggestion
    from .suggestion_moves import MOVES

    merged = Suggestion.objects.get(pk=merged_id)
    if merged.state != SuggestionState.MERGED:
        return
    system = Actor.system()
    with merged.moving(MOVES["reply_merged"], by=system, first=first.number):
        merged.result, merged.answer_text = first.result, first.answer_text
        merged.department = first.department
        send(merged, by=system)
