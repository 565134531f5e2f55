"""Personal data of old cases: what is due, and how it is emptied (PIPL art. 19, rules §8 D).

The case, its numbers, dates, clocks, ratings and hence all figures stay. Notes in the history are
hash-chained and cannot be emptied; they are shown to nobody any more (PIPL art. 47: where deletion
is technically hard, nothing but storing and protecting is left). See docs/trust.md.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from constance import config
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.outbox import retention as outbox

from . import entries, kinds
from .models import Case, CaseLink, Clock, Entry, Hold
from .moves import Actor
from .querysets import CaseQuerySet

CLEARED = "（已按期限清除）"
LABEL = "当事人信息已按期限匿名化"
TEXTS_BESIDE = {
    "documents": ("body",),
    "assignments": ("instruction", "answer"),
    "supervisions": ("reason", "reply"),
    "ratings": ("comment",),
    "clocks": ("extension_reason",),
}


@dataclass
class Outcome:
    cases: int = 0
    messages: int = 0
    notices: int = 0


def limit(now: dt.datetime) -> dt.datetime | None:
    """Cases at rest since before this moment are due; None when no time is set."""
    years = config.PARTY_RETENTION_YEARS
    if years <= 0:
        return None
    local = timezone.localtime(now)
    last_day = calendar.monthrange(local.year - years, local.month)[1]
    return local.replace(year=local.year - years, day=min(local.day, last_day))


def due(now: dt.datetime | None = None) -> CaseQuerySet:
    """Closed, and nothing happened since the limit (so that an old ledger brought in yesterday stays);
    not supervised, not held, no clock running, no case that hangs on it still open."""
    before = limit(now or timezone.now())
    if before is None:
        found: CaseQuerySet = Case.objects.none()
        return found
    ref = OuterRef("pk")
    linked = CaseLink.objects.filter(
        Q(source=ref, target__is_open=True) | Q(target=ref, source__is_open=True)
    )
    return Case.objects.filter(
        ~Exists(Entry.objects.filter(case=ref, at__gte=before)),
        ~Exists(Clock.objects.filter(case=ref, stopped_at=None)),
        ~Exists(Hold.objects.filter(case=ref, lifted_at=None)),
        ~Exists(Case.objects.filter(repeat_of=ref, is_open=True)),
        ~Exists(linked),
        is_open=False,
        is_supervised=False,
        anonymised_at=None,
        closed_at__lt=before,
    )


def run(*, batch: int = 500) -> Outcome:
    """Empty what is due. May run twice and at once: each case is claimed by its row lock."""
    outcome = Outcome(messages=outbox.empty_messages(), notices=outbox.empty_notices())
    after = 0
    while pks := list(due().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch]):
        outcome.cases += sum(anonymise(pk) for pk in pks)
        after = pks[-1]
    return outcome


@transaction.atomic
def anonymise(pk: int) -> bool:
    """Empty one case's personal data; False if it is not due any more or somebody else has it."""
    claimed = due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if claimed is None:
        return False
    case = kinds.in_full(claimed)
    facts: dict[str, Any] = {"parties": _empty_parties(case), "files": 0}
    for relation, columns in TEXTS_BESIDE.items():
        for column in columns:
            rows = getattr(case, relation).exclude(**{column: ""})
            rows.update(**{column: CLEARED})
    _empty_case(case)
    files = _forget_files(case) if config.RETENTION_DELETES_FILES else []
    facts["files"] = len(files)
    entries.append(case, by=Actor.system(), move="anonymise", label=LABEL, facts=facts)
    record(Access.Action.CHANGE, obj=case, reason=LABEL, **facts)
    # Last, and before the commit: if it fails, the rows still name the files and the next run tries again.
    for name in filter(None, chain.from_iterable(files)):
        default_storage.delete(name)
    return True


def _empty_parties(case: Case) -> int:
    now = timezone.now()
    parties = list(case.parties.filter(anonymised_at=None))
    for party in parties:
        party.set_contact()
        party.wants_sms, party.anonymised_at = False, now
        party.save()
    return len(parties)


def _empty_case(case: Case) -> None:
    """Title and body are the petitioner's own words; the search text follows by trigger."""
    kind = kinds.get(case.kind)
    case.title = f"{case.category.name if case.category else kind.label}{CLEARED}"
    case.body = CLEARED
    case.place_detail = ""
    case.latitude = case.longitude = case.accuracy_m = case.owner = case.client_uuid = None
    for name in kind.personal:
        if getattr(case, name):
            setattr(case, name, CLEARED)
    case.anonymised_at = timezone.now()
    case.save()


def _forget_files(case: Case) -> list[tuple[str, str]]:
    """Each file with its preview, which may be none."""
    attachments = case.attachments.all()
    files = list(attachments.values_list("file", "preview"))
    attachments.delete()
    return files


def veil(case: Case, history: Iterable[Entry]) -> list[Entry]:
    """The entries as they may be shown: without the notes of a case whose personal data are gone."""
    shown = list(history)
    if case.anonymised_at is not None:
        for entry in shown:
            entry.note = entry.public_note = ""
            entry.facts = {}
    return shown
