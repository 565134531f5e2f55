"""Is an order the matter of a petition that is under way? By number, by phone and text, or by the text itself.

12345 does not take what is in petition procedure (rules §4). Confidential petitions are never looked at:
the answer would tell a stranger that one exists.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from constance import config

from jiaozuo_social.cases import kinds, search
from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.cases.querysets import CaseQuerySet
from jiaozuo_social.privacy.digests import phone_digest

from .models import WorkOrder

SAME_WITHOUT_PHONE = 0.9  # nobody writes nearly the same words by chance
LOOKED_AT = 20


def in_procedure() -> CaseQuerySet:
    """Open cases of the kinds that are a legal procedure, without confidential ones."""
    codes = [kind.code for kind in kinds.all_kinds() if kind.is_procedure]
    found: CaseQuerySet = Case.objects.open().filter(kind__in=codes, is_confidential=False)
    return found


def petition_of(*, source: str, number: str, title: str, body: str, phone: str) -> Case | None:
    """The petition of the same matter, if one is open."""
    return Finder(source, [(number, phone)])(number, title, body, phone)


class Finder:
    """Petitions of many orders: numbers and phones are looked up together, texts one by one."""

    def __init__(self, source: str, asked: Sequence[tuple[str, str]]) -> None:
        numbers = [number for number, _ in asked]
        numbered = in_procedure().filter(source=source, source_number__in=numbers)
        self._numbered = {case.source_number: case for case in numbered}
        digests = {phone_digest(phone) for _, phone in asked} - {""}
        calls = Party.objects.filter(phone_digest__in=digests, role=Party.Role.PETITIONER)
        found = calls.filter(case__in=in_procedure()).select_related("case").order_by("-case_id")
        self._called: dict[str, list[Case]] = defaultdict(list)
        for party in found:
            self._called[party.phone_digest].append(party.case)

    def __call__(self, number: str, title: str, body: str, phone: str) -> Case | None:
        numbered = self._numbered.get(number)
        if numbered is not None:
            return numbered
        threshold = config.ORDER_SAME_TEXT_PERCENT / 100
        called = self._called.get(phone_digest(phone), [])[:LOOKED_AT]
        return _alike(called, title, body, threshold) or _by_text(title, body)


def _by_text(title: str, body: str) -> Case | None:
    if not title:
        return None
    return _alike(search.similar_titles(in_procedure(), title), title, body, SAME_WITHOUT_PHONE)


def orders_of(*, area: str, title: str, body: str, phone: str) -> list[WorkOrder]:
    """The other way round: open orders of the matter that somebody brings to a petition desk of this area."""
    digest = phone_digest(phone)
    if not digest:
        return []
    same = Party.objects.filter(phone_digest=digest, role=Party.Role.PETITIONER).values("case_id")
    rows = WorkOrder.objects.filter(case__in=same, case__is_open=True, case__place_code__startswith=area)
    taken = rows.filter(outcome=WorkOrder.Outcome.TAKEN).select_related("case", "source").order_by("-pk")
    written, threshold = pairs(f"{title}{body}"), config.ORDER_SAME_TEXT_PERCENT / 100
    return [
        order
        for order in taken[:LOOKED_AT]
        if shared(written, pairs(f"{order.case.title}{order.case.body}")) >= threshold
    ]


def _alike(cases: Iterable[Case], title: str, body: str, threshold: float) -> Case | None:
    written = pairs(f"{title}{body}")
    like = (case for case in cases if shared(written, pairs(f"{case.title}{case.body}")) >= threshold)
    return next(like, None)


def pairs(text: str) -> set[str]:
    folded = search.normalise(text)
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def shared(one: set[str], other: set[str]) -> float:
    """How much of the shorter text is in the longer, from 0 to 1."""
    return len(one & other) / (min(len(one), len(other)) or 1)
