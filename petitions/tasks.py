"""Celery's door to the petitions' daily work. Trigger: the beat."""

from celery import shared_task

from . import annual, campaign_answers, campaign_daily, daily


@shared_task(name="petitions.close_lapsed")
def close_lapsed() -> None:
    daily.close_lapsed()
    campaign_daily.close_suggestions()


@shared_task(name="petitions.supervise_repeats")
def supervise_repeats() -> None:
    daily.supervise_repeats()


@shared_task(name="petitions.close_campaigns")
def close_campaigns() -> None:
    campaign_daily.close_ended()


@shared_task(name="petitions.remind_of_summaries")
def remind_of_summaries() -> None:
    campaign_daily.remind_of_summaries()


@shared_task(name="petitions.answer_campaign")
def answer_campaign(campaign_id: int) -> None:
    campaign_answers.answer_campaign(campaign_id)


@shared_task(name="petitions.answer_campaigns")
def answer_campaigns() -> None:
    campaign_answers.answer_all()


@shared_task(name="petitions.remind_of_annual_report")
def remind_of_annual_report() -> None:
    annual.remind()
