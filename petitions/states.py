"""States of petitions (rules §1.5), suggestions and campaigns (rules §3)."""

from django.db import models


class PetitionState(models.TextChoices):
    SUBMITTED = "submitted", "已提出"
    REGISTERED = "registered", "已登记"
    GUIDED = "guided", "已导入法定途径"
    REJECTED = "rejected", "不予（不再）受理"
    DISPATCHED = "dispatched", "已转送交办"
    OBJECTED = "objected", "已提异议"
    ACCEPTED = "accepted", "已受理"
    HANDLING = "handling", "办理中"
    MEDIATED = "mediated", "已调解和解"
    REPLIED = "replied", "已答复"
    REVIEW = "review", "复查中"
    REVIEWED = "reviewed", "已复查"
    RECHECK = "recheck", "复核中"
    CONCLUDED = "concluded", "复核终结"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    MERGED = "merged", "并案办理"


class SuggestionState(models.TextChoices):
    RECEIVED = "received", "已接收"
    SCREENED = "screened", "已筛选"
    CONVERTED = "converted", "已转信访或热线"
    MERGED = "merged", "已合并"
    ARCHIVED = "archived", "留存参考"
    ASSIGNED = "assigned", "已交办"
    RETURNED = "returned", "单位退回"
    STUDYING = "studying", "研究论证中"
    REPLIED = "replied", "已答复"
    TRANSFORMING = "transforming", "转化实施中"
    IMPLEMENTED = "implemented", "已落实"
    NOMINATED = "nominated", "已提名"
    AWARDED = "awarded", "已奖励"
    EVALUATED = "evaluated", "已评价"
    CLOSED = "closed", "已办结"


class CampaignState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "征集中"
    CLOSED = "closed", "已截止"
    SUMMARISED = "summarised", "已反馈"
    ARCHIVED = "archived", "已归档"
