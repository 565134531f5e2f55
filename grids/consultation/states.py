"""States of a consultation of 居民议事 and what a household may say."""

from django.db import models


class ConsultationState(models.TextChoices):
    DRAFT = "draft", "起草"
    ANNOUNCED = "announced", "公示中"
    VOTING = "voting", "表决中"
    PASSED = "passed", "表决通过"
    FAILED = "failed", "表决未通过"
    CARRYING = "carrying", "筹资实施"
    DONE = "done", "已完工"
    CLOSED = "closed", "已结清公布"
    CANCELLED = "cancelled", "已终止"


class Choice(models.TextChoices):
    FOR = "for", "同意"
    AGAINST = "against", "不同意"
    ABSTAIN = "abstain", "弃权"


TONES = {
    "draft": "neutral", "announced": "info", "voting": "warning", "passed": "success", "failed": "neutral",
    "carrying": "info", "done": "success", "closed": "success", "cancelled": "neutral",
}  # fmt: skip
# Money moves while the work is under way and until all is settled.
MONEY = (ConsultationState.CARRYING.value, ConsultationState.DONE.value)
