"""Voters' names and phones are emptied some time after all is settled (PIPL 19); votes and money stay."""

import datetime as dt

from constance import config
from django.db import transaction
from django.utils import timezone

from .models import Consultation, Turnout
from .states import ConsultationState

FINAL = (ConsultationState.CLOSED, ConsultationState.CANCELLED)


def run() -> int:
    """Returns how many consultations were cleared; 0 days in the setting keeps everything."""
    days = int(config.CONSULT_VOTER_DAYS)
    if days <= 0:
        return 0
    before = timezone.now() - dt.timedelta(days=days)
    over = Consultation.objects.filter(state__in=FINAL, closed_at__lt=before, voters_cleared_at=None)
    cleared = 0
    for pk in over.values_list("pk", flat=True):
        with transaction.atomic():
            claimed = over.filter(pk=pk).update(voters_cleared_at=timezone.now())
            Turnout.objects.filter(consultation=pk).update(voter_name="", phone="", phone_digest="")
        cleared += claimed
    return cleared
