"""The guide before the form: what belongs elsewhere is told at once (信访工作条例 art. 19, 22, 31, 36)."""

from dataclasses import dataclass

from .choices import Purpose


@dataclass(frozen=True)
class Way:
    """One answer to a question of the guide. ``told`` is empty where nothing speaks against filing.

    ``kind`` of link: a tel number or the name of one of our pages.
    """

    code: str
    label: str
    heading: str = ""
    told: tuple[str, ...] = ()
    basis: str = ""
    phone: str = ""
    url_name: str = ""
    url_label: str = ""
    purpose: str = Purpose.DEMAND


MATTERS = (
    Way("ours", "对机关、单位或者干部的工作有投诉请求，要求解决问题"),
    Way(
        "daily",
        "水电气暖、噪声、路灯、占道、垃圾等日常小事",
        "建议先打 12345",
        ("12345 政务服务便民热线全天受理，一般几个工作日内就有回音，比走信访程序快。",),
        phone="12345",
    ),
    Way(
        "court",
        "已经起诉、正在打官司，或者对判决、裁定、检察院和公安机关的案件处理不服",
        "应当向人民法院、人民检察院、公安机关提出",
        (
            "诉讼权利能够解决的事项，信访部门不受理，也不能改变判决和裁定。",
            "不服一审判决，可在收到判决书之日起15日内上诉；不服生效判决，可以申请再审。咨询法律问题可打 12348。",
        ),
        "《信访工作条例》第二十二条、第三十一条",
        phone="12348",
    ),
    Way(
        "arbitration",
        "和用人单位有劳动争议，或者有农村土地承包经营纠纷",
        "应当申请仲裁",
        (
            "劳动争议：向劳动人事争议仲裁委员会申请，一般应在知道权利被侵害之日起一年内；拖欠工资也可向劳动保障监察投诉，电话 12333。",
            "农村土地承包经营纠纷：向县（市、区）农村土地承包仲裁委员会申请。",
        ),
        "《信访工作条例》第三十一条第二项",
        phone="12333",
    ),
    Way(
        "administrative",
        "对行政处罚、许可、征收、确认等具体决定不服",
        "可以申请行政复议或者提起行政诉讼",
        (
            "行政复议一般应在知道该决定之日起60日内申请；行政诉讼一般在6个月内提起。过了期限会失去权利，请尽快办理。",
        ),
        "《信访工作条例》第三十一条第四项",
        phone="12348",
    ),
    Way(
        "violation",
        "举报企业或者个人的违法行为，要求查处",
        "可以直接向有查处权的部门举报",
        (
            "市场监管 12315，生态环境 12345 转接，劳动保障 12333，城市管理、住建等可打 12345。有查处权的部门会依法处理并告知结果。",
        ),
        "《信访工作条例》第三十一条第五项",
        phone="12345",
    ),
    Way(
        "discipline",
        "检举、控告党员、干部违纪违法或者职务犯罪",
        "纪检监察机关专门受理这类检举控告",
        (
            "可以直接向纪检监察机关举报，电话 12388。",
            "您也可以在这里提交：材料保密，由专人转给有权处理的机关，不会转给被检举的人或者单位。",
        ),
        "《信访工作条例》第二十二条、第三十条",
        phone="12388",
        purpose=Purpose.ACCUSATION,
    ),
    Way(
        "suggestion",
        "对城市治理和社会发展提建议",
        "请走人民建议征集",
        ("建议由征集办研究，采纳与否都会答复；有贡献的可以得到奖励。",),
        "《信访工作条例》第二十九条",
        url_name="petitions:suggest",
        url_label="去提人民建议",
        purpose=Purpose.SUGGESTION,
    ),
)

STAGES = (
    Way("new", "第一次反映，或者以前的办理早已结束"),
    Way(
        "in_hand",
        "已经反映过，正在受理、办理期限内",
        "正在办理的事项不用重复提交",
        ("规定期限内向上级重复提出的，上级不受理。可以凭编号和查询码查看进度、补充材料。",),
        "《信访工作条例》第十九条",
        url_name="status:open",
        url_label="查询进度或者补充材料",
    ),
    Way(
        "disagree",
        "已经收到处理意见书，不服",
        "请在30日内请求复查",
        ("收到处理意见书之日起30日内，可以向上一级机关请求复查，不用另交新的信访件。",),
        "《信访工作条例》第三十五条",
        url_name="status:open",
        url_label="查询并请求复查",
    ),
    Way(
        "concluded",
        "已有复核意见",
        "复核意见是最后的意见",
        (
            "对复核意见不服，以同一事实和理由再次提出的，各级信访部门和其他机关不再受理。有新的事实和理由，可以继续提交。",
        ),
        "《信访工作条例》第三十六条",
    ),
)


def matter(code: str) -> Way | None:
    return next((way for way in MATTERS if way.code == code), None)


def stage(code: str) -> Way | None:
    return next((way for way in STAGES if way.code == code), None)
