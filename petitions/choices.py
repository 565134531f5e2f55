"""Dictionaries of petitions and suggestions (rules §1.1, §3)."""

from django.db import models


class Purpose(models.TextChoices):
    """信访目的 (信访工作条例 art. 29–31)."""

    SUGGESTION = "opinion", "意见建议"
    ACCUSATION = "accusation", "检举控告"
    DEMAND = "demand", "申诉求决"


class Route(models.TextChoices):
    """求决 route (art. 31). The 60-day limit binds route ⑥ only."""

    LITIGATION = "litigation", "诉讼、检察、公安程序"
    ARBITRATION = "arbitration", "仲裁"
    PARTY_APPEAL = "party_appeal", "党员申诉、复审"
    ADMINISTRATIVE = "administrative", "行政复议、裁决、确认、许可、处罚"
    ENFORCEMENT = "enforcement", "查处违法、履行职责申请"
    PETITION = "petition", "信访程序（处理意见书）"


class GuideTarget(models.TextChoices):
    """Where a matter that is not ours is led (art. 22)."""

    STATUTORY = "statutory", "导入法定途径"
    POLITICAL_LEGAL = "political_legal", "转政法机关"
    DISCIPLINE = "discipline", "转纪检监察机关"
    SUGGESTION = "suggestion", "转人民建议征集"
    HOTLINE = "hotline", "转 12345 热线"


class Handling(models.TextChoices):
    """办理方式 of the petition office."""

    FORWARD = "forward", "转送"
    DISPATCH = "dispatch", "交办（须反馈）"


class RefusalReason(models.TextChoices):
    """不予受理 / 不再受理 (art. 19, 22, 36)."""

    IN_HAND = "in_hand", "已在受理、办理期限内向上级重复提出（第19条）"
    CONCLUDED = "concluded", "复核终结后以同一事实和理由再次提出（第36条）"
    JUDICIAL = "judicial", "涉法涉诉事项（第22条）"
    OTHER_ROUTE = "other_route", "应通过其他法定途径（第31条）"
    NO_FACTS = "no_facts", "事实不清、内容不全且无法补正"


class Decision(models.TextChoices):
    """处理意见 (art. 32)."""

    SUPPORT = "support", "支持"
    EXPLAIN = "explain", "解释说明（合理但缺乏法律依据）"
    REFUSE = "refuse", "不予支持"


class Outcome(models.TextChoices):
    """三到位一处理 (art. 27)."""

    SOLVED = "solved", "诉求合理，解决到位"
    EDUCATED = "educated", "诉求无理，教育到位"
    HELPED = "helped", "生活困难，帮扶救助到位"
    LAWFUL = "lawful", "行为违法，依法处理"


class ReviewResult(models.TextChoices):
    """Result of 复查 (art. 35). 撤销重办 sends the case back to the unit."""

    UPHELD = "upheld", "维持"
    CHANGED = "changed", "变更"
    REVOKED = "revoked", "撤销重办"


class VisitLevel(models.TextChoices):
    CITY = "city", "到市"
    PROVINCE = "province", "赴省"
    CAPITAL = "capital", "进京"


class ScreeningReason(models.TextChoices):
    """Why a suggestion is not studied as such (rules §3, peers §2.8)."""

    PERSONAL = "personal", "属个人诉求"
    JUDICIAL = "judicial", "属诉讼、仲裁、复议事项"
    DUPLICATE = "duplicate", "与已有建议重复"
    VAGUE = "vague", "内容空泛，无具体对策"
    ADVERTISEMENT = "advertisement", "广告或无关内容"


class AdoptionResult(models.TextChoices):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    KEPT = "kept", "留作参考"
    DECLINED = "declined", "未采纳"


class UseType(models.TextChoices):
    """转化用途: the seven uses (上海若干规定, rules §3)."""

    BENEFIT = "benefit", "惠民举措"
    IMPROVEMENT = "improvement", "改进工作"
    LEGISLATION = "legislation", "立改废释"
    SUPERVISION = "supervision", "监督项目"
    PROPOSAL = "proposal", "代表议案"
    DECISION = "decision", "决策参考"
    OTHER = "other", "其他"


class ContributorKind(models.TextChoices):
    PERSON = "person", "个人"
    BODY = "body", "单位或组织"


class ConversionTarget(models.TextChoices):
    """Where a suggestion goes that is really a personal request (rules §3)."""

    PETITION = "petition", "信访件"
    HOTLINE = "hotline", "12345 热线"


class Award(models.TextChoices):
    """Grades of the yearly round (rules §3, as other cities have them)."""

    SPECIAL = "special", "特等奖"
    FIRST = "first", "一等奖"
    SECOND = "second", "二等奖"
    THIRD = "third", "三等奖"
    COMMEMORATIVE = "commemorative", "纪念奖"
