"""What petitions start with: content categories (rules §1.1) and texts of notices and answers."""

from jiaozuo_social.cases.dictionary import Dictionary, TemplateSpec
from jiaozuo_social.cases.models import Document

CATEGORIES = (
    ("agriculture", "农村农业"),
    ("natural-resources", "自然资源"),
    ("construction", "城乡建设"),
    ("housing", "房产物业"),
    ("labour", "劳动和社会保障"),
    ("health", "卫生健康"),
    ("education", "教育"),
    ("culture", "文体旅游"),
    ("civil-affairs", "民政与应急"),
    ("political-legal", "政法"),
    ("economy", "经济管理"),
    ("market", "市场监督"),
    ("transport", "交通运输"),
    ("commerce", "商贸"),
    ("technology", "科技与信息产业"),
    ("environment", "生态环境"),
    ("party-government", "党务政务"),
    ("personnel", "组织人事"),
    ("discipline", "纪检监察"),
    ("military", "军队事务"),
    ("other", "其他"),
)

_K = Document.Kind
_HEAD = "您于{{ received }}提出的“{{ title }}”（编号{{ number }}）收悉。"

TEMPLATES = (
    TemplateSpec(
        _K.ACCEPTED,
        "受理告知（通用）",
        f"{_HEAD}经审查，属于本单位职责范围，现予受理。本单位将自受理之日起60日内办结并书面答复；"
        "情况复杂需要延期的，将另行告知理由。",
    ),
    TemplateSpec(
        _K.GUIDED,
        "导入法定途径（通用）",
        f"{_HEAD}该事项应当通过法定途径解决，请依照有关法律规定向有权机关提出；"
        "如对应提交的机关有疑问，可向我们咨询。",
        "《信访工作条例》第三十一条",
    ),
    TemplateSpec(
        _K.GUIDED,
        "转纪检监察机关",
        f"{_HEAD}该事项属于检举控告，已按照管理权限转有关机关依规依纪依法办理。",
        "《信访工作条例》第二十二条、第三十条",
    ),
    TemplateSpec(
        _K.REJECTED,
        "重复提出不予受理",
        f"{_HEAD}该事项已有有权处理的机关在规定期限内办理，您在期限内又提出同一事项，现不予重复受理。请等待原办理机关答复。",
        "《信访工作条例》第十九条",
    ),
    TemplateSpec(
        _K.REJECTED,
        "复核终结不再受理",
        f"{_HEAD}该事项已经复核终结，您仍以同一事实和理由提出，现不再受理。",
        "《信访工作条例》第三十六条",
    ),
    TemplateSpec(
        _K.REJECTED,
        "涉法涉诉不予受理",
        f"{_HEAD}该事项属于涉法涉诉事项，请向有管辖权的政法机关提出。",
        "《信访工作条例》第二十二条",
    ),
    TemplateSpec(
        _K.REPLY,
        "支持",
        "经调查，您反映的情况属实，诉求合理。{{ department }}决定予以支持，并于    年  月  日前完成以下工作：",
        "《信访工作条例》第三十二条第一款第一项",
    ),
    TemplateSpec(
        _K.REPLY,
        "解释说明",
        "经调查，您的诉求事由合理，但缺乏法律依据。现就有关政策说明如下：",
        "《信访工作条例》第三十二条第一款第二项",
    ),
    TemplateSpec(
        _K.REPLY,
        "不予支持",
        "经调查，您的诉求缺乏事实根据或者不符合有关规定，现不予支持，理由如下：",
        "《信访工作条例》第三十二条第一款第三项",
    ),
    TemplateSpec(
        _K.MEDIATION,
        "调解协议（通用）",
        "经{{ department }}组织调解，双方就“{{ title }}”自愿达成如下协议：",
        "《信访工作条例》第三十三条",
    ),
    TemplateSpec(
        _K.REVIEW,
        "复查意见（通用）",
        "您对“{{ title }}”（编号{{ number }}）的处理意见不服，请求复查。经复查：",
        "《信访工作条例》第三十五条",
    ),
    TemplateSpec(
        _K.RECHECK,
        "复核意见（通用）",
        "您对“{{ title }}”（编号{{ number }}）的复查意见不服，请求复核。经复核：\n\n"
        "本意见为信访终结意见，对同一事实和理由再次提出的投诉请求，不再受理。",
        "《信访工作条例》第三十六条",
    ),
)

PETITION = Dictionary(kind="petition", categories=CATEGORIES, templates=TEMPLATES)
