"""Answers that the public may read: what must not stand in them, how they are found, when they end."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from stdnum.cn import ric

from jiaozuo_social.cases.models import CaseLink, Party
from jiaozuo_social.cases.search import MIN_LENGTH, normalise

from .answer_check import ID_NUMBER, MOBILE
from .answers import ELEMENTS

if TYPE_CHECKING:
    from .models import Petition
    from .models.publication import PublicationQuerySet

BETWEEN = re.compile(r"[\s\-‐‑–—－_.,，、·・()（）]+")
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 4
FROM_ANSWER = ("answer_facts", "answer_opinion", "answer_basis")
NEEDLES = "SELECT id FROM petitions_publication WHERE cases_grams(folded) @@ cases_gram_query(%s) AND strpos(folded, %s) > 0"


def personal_data(case: "Petition", text: str) -> list[str]:
    """What in this text could tell who the people in the case are; the sentences repeat none of it."""
    squeezed = _squeezed(text)
    held = {
        f"含有{word}，请删去。"
        for party in _people(case)
        for word, value, shortest in (
            ("当事人姓名（名称）", party.name, SHORTEST_NAME),
            ("当事人的电话号码", party.phone, SHORTEST_ADDRESS),
            ("当事人的证件号码", party.id_number, SHORTEST_ADDRESS),
            ("当事人的住址", party.address, SHORTEST_ADDRESS),
        )
        if len(_squeezed(value)) >= shortest and _squeezed(value) in squeezed
    }
    if any(ric.is_valid(found.upper()) for found in ID_NUMBER.findall(squeezed)):
        held.add("含有身份证号码，请删去。")
    office = {_squeezed(settings.CONTACT_PHONE), _squeezed(case.department.phone if case.department else "")}
    if {"".join(parts) for parts in MOBILE.findall(squeezed)} - office:
        held.add("含有手机号码，请删去（本单位对外电话除外）。")
    if case.number.lower() in squeezed:
        held.add("含有事项编号，请删去。")
    return sorted(held)


def _people(case: "Petition") -> "list[Party]":
    """Everybody in the case and in those that were answered with it: they got the same text."""
    merged = CaseLink.objects.filter(relation=CaseLink.Relation.MERGED)
    first = merged.filter(source_id=case.pk).values_list("target_id", flat=True).first() or case.pk
    together = (
        Q(case_id=case.pk) | Q(case_id=first) | Q(case__in=merged.filter(target_id=first).values("source_id"))
    )
    return list(Party.objects.filter(together))


def _squeezed(text: str) -> str:
    """One spelling for “138-0000 0000”, “１３８…” and “张 三”."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def draft(case: "Petition") -> str:
    """The answer's own words to begin the editing with."""
    parts = [
        f"{ELEMENTS[name]}：{getattr(case, name).strip()}" for name in FROM_ANSWER if getattr(case, name)
    ]
    return "\n\n".join(parts)


def shown() -> "PublicationQuerySet":
    from .models import Publication

    return Publication.objects.shown().select_related("case__department", "case__category")


def matching(found: "PublicationQuerySet", query: str) -> "PublicationQuerySet":
    """Narrow to those that hold every word; any substring of two characters or more is found."""
    for word in query.split():
        needle = normalise(word)
        if len(needle) < MIN_LENGTH:
            return found.none()
        found = found.filter(pk__in=RawSQL(NEEDLES, [needle, needle]))
    return found


def end(case: Any) -> None:
    """Take the answer from the public's sight; call it inside ``Case.moving``."""
    case.publications.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
