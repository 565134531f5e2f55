"""Registry of clock rules and reminder ladders that apps bring; ``migrate`` and ``load_rules`` write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps as current

from jiaozuo_social.web.held import Held

from .models import ClockRule, ReminderStep

HELD_SECONDS = 30  # other processes see an administrator's change after this long

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
_rules = Held(lambda: {rule.pk: rule for rule in ClockRule.objects.all()}, seconds=HELD_SECONDS)


def refresh() -> None:
    """Forget the copy of this process, so that the next question sees every change."""
    _rules.forget()


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
    known = set(ClockRule.objects.values_list("pk", flat=True))
    for spec in (one for one in _specs.values() if one.code not in known):
        row, is_new = ClockRule.objects.get_or_create(
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
                ReminderStep(rule=row, offset_days=offset, action=action, audience=audience)
                for offset, action, audience in ladder
            )
    refresh()
    return created


class RuleMissing(Exception):
    """A limit cannot be counted without its rule."""

    def __init__(self, code: str) -> None:
        super().__init__(f"时限规则 {code} 没有载入，请执行 manage.py load_rules。")


def rule(code: str) -> ClockRule:
    """The rule in force, from a copy in the process: some thirty rows that every move asks for."""
    try:
        return _rules().get(code) or ClockRule.objects.get(pk=code)
    except ClockRule.DoesNotExist as missing:
        raise RuleMissing(code) from missing


def load_after_migrate(*, apps: Any = current, **kwargs: Any) -> None:
    """No case can be taken in without its rules, so a new or upgraded database gets them with its tables.

    ``apps`` are the models at the migration reached: on the way to an older one nothing is written.
    """
    for model in (ClockRule, ReminderStep):
        try:
            reached = apps.get_model("cases", model.__name__)
        except LookupError:
            return
        if {one.column for one in reached._meta.local_fields} != {
            one.column for one in model._meta.local_fields
        }:
            return
    load()
