"""Registry of clock rules and reminder ladders that apps bring; ``load_rules`` writes them once."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import ClockRule, ReminderStep

LADDER: tuple[tuple[int, str, str], ...] = (
    (-3, "remind", "handler"),
    (-1, "remind", "handler"),
    (0, "urge", "handler"),
    (0, "urge", "head"),
    (1, "supervise", "handler"),
    (1, "supervise", "head"),
    (1, "supervise", "desk"),
    (5, "supervise", "parent"),
)
"""Default ladder (D): remind three and one day before, urge on the day, supervise after."""


@dataclass(frozen=True)
class RuleSpec:
    code: str
    name: str
    article: str
    amount: int | None
    unit: str
    holder: str
    mark: str
    is_window: bool = False
    survives_closing: bool = False
    trigger: str = "overdue"
    ladder: tuple[tuple[int, str, str], ...] = LADDER


_specs: dict[str, RuleSpec] = {}


def register(specs: Sequence[RuleSpec]) -> None:
    for spec in specs:
        if spec.code in _specs:
            raise ValueError(f"clock rule {spec.code} is registered twice")
        _specs[spec.code] = spec


def registered() -> list[RuleSpec]:
    return list(_specs.values())


def trigger_of(code: str) -> str:
    """Why a missed limit is supervised; a rule that no app registered any more is plainly overdue."""
    spec = _specs.get(code)
    return spec.trigger if spec else "overdue"


def load() -> int:
    """Create the rules that are missing with their ladders; never overwrite an administrator's change."""
    created = 0
    for spec in _specs.values():
        rule, is_new = ClockRule.objects.get_or_create(
            code=spec.code,
            defaults={
                "name": spec.name,
                "article": spec.article,
                "amount": spec.amount,
                "unit": spec.unit,
                "holder": spec.holder,
                "mark": spec.mark,
                "is_window": spec.is_window,
                "survives_closing": spec.survives_closing,
            },
        )
        if is_new:
            created += 1
            ladder = () if spec.is_window else spec.ladder
            ReminderStep.objects.bulk_create(
                ReminderStep(rule=rule, offset_days=offset, action=action, audience=audience)
                for offset, action, audience in ladder
            )
    return created
