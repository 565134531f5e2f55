"""The collective answer (集中答复): each open suggestion of a summarised campaign, one by one.

May be stopped and started again anywhere: a suggestion that has its answer is passed over.
"""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from jiaozuo_social.cases.windows import close_each

from .models import Suggestion
from .states import CampaignState

logger = logging.getLogger(__name__)
DONE = (CampaignState.SUMMARISED, CampaignState.ARCHIVED)


def answer_campaign(campaign_id: int) -> int:
    """Answer what is unanswered; returns how many were answered by this run."""
    owed = Suggestion.objects.unanswered().filter(campaign_id=campaign_id, campaign__state__in=DONE)
    return close_each(owed, "reply_collectively")


def answer_all() -> int:
    """The daily sweep: finds what a lost task or a dead broker left behind."""
    owed = Suggestion.objects.unanswered().filter(campaign__state__in=DONE)
    return close_each(owed, "reply_collectively")


def nudge(campaign_id: int) -> None:
    """Start the answers after the commit; if the broker is away, the sweep does it."""
    transaction.on_commit(lambda: _start(campaign_id), robust=True)


def _start(campaign_id: int) -> None:
    from .tasks import answer_campaign as task

    try:
        task.apply_async((campaign_id,), retry=False)
    except OperationalError as error:
        logger.warning("broker not reached (%s): campaign %s waits", type(error).__name__, campaign_id)
