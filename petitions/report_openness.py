"""初次信访办理联系率 and 公开回复率: the two columns about how openly a unit deals with people (peers §2.8; D)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Least

from jiaozuo_social.cases.models import CaseLink, Clock, Document
from jiaozuo_social.reports import obligations
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Basis, Measure
from jiaozuo_social.web.dates import date_cn

from . import report_bases as bases
from .models import Contact, Petition, Publication


def _first_answers(frame: Frame) -> "QuerySet[Clock]":
    """Answers due of first petitions of people who can be spoken to.

    Of joined matters the one that is worked on: nobody works on, or can write down a contact in, the others.
    """
    joined = CaseLink.objects.filter(source=OuterRef("case"), relation=CaseLink.Relation.MERGED)
    reached = Contact.objects.filter(
        case=OuterRef("case"),
        department=OuterRef("department"),
        is_reached=True,
        created_at__lt=Least(
            OuterRef("stopped_at"), Value(frame.until)
        ),  # an answer that is still due is NULL
    )
    first: QuerySet[Clock] = bases.ANSWERS.rows(frame).filter(
        ~Exists(joined), case__petition__is_repeat=False, case__is_anonymous=False
    )
    return first.annotate(is_contacted=Exists(reached))


def _consented(frame: Frame) -> "QuerySet[Petition]":
    """Answered in the period, with consent; an agreement (调解和解) is between those who signed it."""
    agreed = Document.objects.filter(case=OuterRef("pk"), kind=Document.Kind.MEDIATION)
    shown = Publication.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=frame.until),
        case=OuterRef("pk"),
        published_at__lt=frame.until,
    )
    found: QuerySet[Petition] = Petition.objects.filter(
        ~Exists(agreed),
        is_public=True,
        received_unknown=False,
        place_code__startswith=frame.scope,
        **frame.in_period("replied_at"),
    )
    return found.exclude(bases.confidential()).annotate(is_shown=Exists(shown))


def _facts_of_answer(row: Any) -> list[tuple[str, Any]]:
    return [("答复", date_cn(row.replied_at)), ("公开", "已公开" if row.is_shown else "未公开")]


def _facts_of_contact(row: Any) -> list[tuple[str, Any]]:
    return [*obligations.facts(row), ("联系", "联系上了" if row.is_contacted else "没有联系上")]


FIRST_ANSWERS = Basis("first-answers", _first_answers, bases.ANSWERS.dimensions, "case", _facts_of_contact)
CONSENTED_ANSWERS = Basis("consented-answers", _consented, bases.SETTLED.dimensions, "", _facts_of_answer)

CONTACT_DUE = Measure("contact-due", "应联系的初件", FIRST_ANSWERS)
CONTACTED = Measure("contacted", "联系上的初件", FIRST_ANSWERS, lambda frame: Q(is_contacted=True))
CONSENTED = Measure("consented", "同意公开的答复", CONSENTED_ANSWERS)
PUBLISHED = Measure("published", "已公开的答复", CONSENTED_ANSWERS, lambda frame: Q(is_shown=True))

MEASURES = (CONTACT_DUE, CONTACTED, CONSENTED, PUBLISHED)

DEFINITIONS = (
    (
        "初次信访办理联系率",
        "办结期限在本月届满的初次件（不含匿名件和并入他件的）中，承办单位在答复以前登记过联系、并且联系上信访人的÷全部。",
    ),
    (
        "公开回复率",
        "本月答复的、信访人同意公开的事项中，到月末已在网上公开答复（没有撤回）的÷全部；保密事项和调解和解的不计。",
    ),
)
