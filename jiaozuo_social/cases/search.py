"""Search cases by any substring of two or more characters, by number, or by phone."""

import re
import unicodedata

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Upper

from jiaozuo_social.privacy.digests import phone_digest

from . import numbers
from .models.party import Party
from .querysets import CaseQuerySet

MIN_LENGTH = 2
PHONE = re.compile(r"(?:\+?86)?1\d{10}|0\d{2,3}-?\d{7,8}")


def normalise(text: str) -> str:
    """The same folding as the database trigger: NFKC, lower case, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def matching(cases: CaseQuerySet, query: str) -> CaseQuerySet:
    """Narrow ``cases`` (already filtered by visible_to) to those that match every word.

    A word is a substring of title or body; a whole number or phone is found by equality.
    """
    for word in query.split():
        cases = cases.filter(_word(word))
    return cases


def _word(word: str) -> Q:
    upper = word.upper()
    if numbers.is_well_formed(upper):
        return Q(number=upper)
    if PHONE.fullmatch(word):
        return Q(pk__in=Party.objects.filter(phone_digest=phone_digest(word)).values("case_id")) | _text(word)
    return _text(word)


def _text(word: str) -> Q:
    needle = normalise(word)
    if len(needle) < MIN_LENGTH:
        return Q(pk__in=[])
    rows = RawSQL(
        "SELECT case_id FROM cases_casetext WHERE grams @@ cases_gram_query(%s) AND strpos(text, %s) > 0",
        [needle, needle],
    )
    return Q(pk__in=rows)


def similar_titles(cases: CaseQuerySet, title: str, *, limit: int = 5) -> CaseQuerySet:
    """Cases whose title shares most trigrams with this one, most similar first."""
    found: CaseQuerySet = (
        cases.annotate(upper_title=Upper("title"))
        .filter(upper_title__trigram_similar=title.upper())
        .annotate(likeness=TrigramSimilarity("upper_title", title.upper()))
        .order_by("-likeness", "-pk")[:limit]
    )
    return found
