"""How a vote is decided: shares of households (and of area) that took part and that agreed, as fractions."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from constance import config
from django.db.models import Count, Q, Sum

from jiaozuo_social.cases.moves import MoveRefused

from .models import Consultation
from .selectors import vote_counts
from .states import Choice


def parse(rule: str) -> tuple[Fraction, bool]:
    """“2/3” is two thirds or more, “>1/2” is more than half."""
    text = rule.strip()
    is_strict = text.startswith(">")
    try:
        share = Fraction(text.lstrip(">").strip())
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise MoveRefused(f"表决比例的设置“{rule}”有误，请系统管理员改正。")
    return share, is_strict


def reaches(part: Any, whole: Any, rule: str) -> bool:
    share, is_strict = parse(rule)
    if not whole:
        return False
    got = Fraction(part) / Fraction(whole)
    return got > share if is_strict else got >= share


def rules_for(matter: str) -> tuple[str, str]:
    """Shares that must take part and must agree, as set at this moment."""
    is_major = matter == Consultation.Matter.MAJOR
    quorum = str(config.CONSULT_QUORUM)
    approval = str(config.CONSULT_APPROVAL_MAJOR if is_major else config.CONSULT_APPROVAL)
    parse(quorum), parse(approval)
    return quorum, approval


@dataclass(frozen=True)
class Tally:
    """``area_*`` are texts, as JSON has no decimals; "" where area does not count."""

    households: int
    voted: int
    agreed: int
    against: int
    abstained: int
    area: str
    area_voted: str
    area_agreed: str
    quorum: str
    approval: str
    has_quorum: bool
    is_passed: bool
    void: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def tally(consultation: Consultation) -> Tally:
    counted = consultation.ballots.valid().aggregate(
        **{choice: Count("pk", filter=Q(choice=choice)) for choice in Choice.values}
    )
    votes = vote_counts(consultation)
    voted = votes["valid"]
    households = consultation.households().count()
    by_area = _areas(consultation) if consultation.counts_area else None
    pairs: list[tuple[Any, Any]] = [(voted, households)] + ([(by_area[1], by_area[0])] if by_area else [])
    agreeing: list[tuple[Any, Any]] = [(counted["for"], voted)] + (
        [(by_area[2], by_area[1])] if by_area else []
    )
    has_quorum = all(reaches(part, whole, consultation.quorum) for part, whole in pairs)
    agrees = all(reaches(part, whole, consultation.approval) for part, whole in agreeing)
    area, area_voted, area_agreed = (str(one) for one in by_area) if by_area else ("", "", "")
    return Tally(
        households, voted, counted["for"], counted["against"], counted["abstain"], area, area_voted, area_agreed,
        consultation.quorum, consultation.approval, has_quorum, has_quorum and agrees, votes["void"],
    )  # fmt: skip


def _areas(consultation: Consultation) -> tuple[Decimal, Decimal, Decimal]:
    """Square metres: of all, of those who voted, of those who agreed."""
    zero = Decimal(0)
    whole = consultation.households().aggregate(total=Sum("area"))["total"] or zero
    voted = consultation.turnouts.valid().aggregate(
        voted=Sum("household__area"), agreed=Sum("household__area", filter=Q(ballot__choice=Choice.FOR))
    )
    return whole, voted["voted"] or zero, voted["agreed"] or zero
