"""Demo grid cases of two communities: invented matters, in every state a newcomer should see."""

import datetime as dt
import io
import uuid
from collections.abc import Callable
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw
from shapely.geometry import shape

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import Case, Category, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places.models import Boundary

from . import proposing, reporting
from .models import GridCase

SPACE = uuid.UUID("b0f7a5a2-5a0c-4d5e-8f0e-6a2b7f9d1c34")
JINXIANG, LIJING = "410802009012", "410804001006"
WORKER, LEADER, STREET, COUNTY = "wgy_jinxiang", "jf_shequ", "wg_wc", "wg_jf"
UNIT, HEAD, CHECKER = "jf_xieban", "jf_cgfuze", "wg_hecha"
BEFORE, AFTER = (168, 132, 104), (122, 160, 122)
Journey = Callable[[GridCase], None]


def _as(username: str) -> Actor:
    return Actor.staff(User.objects.get(username=username))


def _unit(code: str) -> Department:
    return Department.objects.get(code=code)


def _photo(name: str, colour: tuple[int, int, int]) -> uploads.CleanUpload:
    """A drawn street, so that no picture of a real place stands in the demo."""
    picture = Image.new("RGB", (960, 720), (204, 214, 224))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 960, 720), fill=(150, 150, 150))
    draw.rectangle((90, 120, 430, 430), fill=(186, 176, 164))
    draw.ellipse((520, 440, 760, 600), fill=colour)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return uploads.clean_upload(SimpleUploadedFile(name, file.getvalue(), "image/jpeg"))


def _before() -> list[uploads.CleanUpload]:
    return [_photo("处置前.jpg", BEFORE)]


def _after() -> list[uploads.CleanUpload]:
    return [_photo("处置后.jpg", AFTER)]


def _stay(case: GridCase) -> None:
    """Left as it came in."""


def _self_handled(case: GridCase) -> None:
    case.self_handle(by=_as(WORKER), note="已当场清理，并提醒住户。", photos=_after())


def _to_street(case: GridCase) -> None:
    case.escalate(by=_as(LEADER), note="社区无力处置，请街道派遣。")


def _verifying(case: GridCase) -> None:
    case.ask_verify(by=_as(STREET), verifier=User.objects.get(username=WORKER), note="请到现场核实。")


def _void(case: GridCase) -> None:
    case.void(by=_as(STREET), void_reason="solved", note="网格员到场时已经清走。")


def _filed(case: GridCase) -> None:
    case.file_case(by=_as(STREET))


def _to_county(case: GridCase) -> None:
    _filed(case)
    case.escalate_filed(by=_as(STREET), note="需要区级部门处置。")


def _dispatched(case: GridCase) -> None:
    _to_county(case)
    case.dispatch(by=_as(COUNTY), lead=_unit("jfcg"), co=[_unit("jfzj")], note="请按期处置并反馈照片。")


def _dispatched_alone(case: GridCase) -> None:
    _to_county(case)
    case.dispatch(by=_as(COUNTY), lead=_unit("jfcg"))


def _returned(case: GridCase) -> None:
    _dispatched_alone(case)
    case.return_case(by=_as(UNIT), note="该路段由产权单位管养，不属本局职责。")


def _handling(case: GridCase) -> None:
    _dispatched_alone(case)
    case.sign_in(by=_as(UNIT))


def _extension_asked(case: GridCase) -> None:
    _handling(case)
    case.request_extension(by=_as(UNIT), amount=1, note="材料到货晚一天。")


def _suspended(case: GridCase) -> None:
    _handling(case)
    until = timezone.localdate() + dt.timedelta(days=30)
    case.request_suspension(
        by=_as(UNIT), suspension_reason="planned", next_check_on=until, note="列入明年改造。"
    )
    case.endorse_suspension(by=_as(HEAD))
    case.approve_suspension(by=_as(COUNTY))


def _checking(case: GridCase) -> None:
    _handling(case)
    case.feedback(by=_as(UNIT), note="已清运完毕，地面冲洗干净。", photos=_after())
    if case.state == "feedback":
        case.assign_check(by=_as(COUNTY), checker=User.objects.get(username=CHECKER))


def _closed(case: GridCase) -> None:
    _checking(case)
    case.close(by=_as(COUNTY), note="现场已恢复。")


def _rated(case: GridCase) -> None:
    _closed(case)
    case.rate(by=Actor.petitioner(), level="satisfied", note="处理得很快。")


def _whistled(case: GridCase) -> None:
    case.whistle(by=_as(LEADER), departments=[_unit("jfcg"), _unit("jfsh")], note="请到现场一起看怎么治。")


def _verified(case: GridCase) -> None:
    """What others report is looked at on the spot before it is filed."""
    _verifying(case)
    case.verify(by=_as(WORKER), is_found=True, note="情况属实。", photos=_before())


def _after_verifying(journey: Journey) -> Journey:
    def walk(case: GridCase) -> None:
        _verified(case)
        journey(case)

    return walk


# Where a work order of another platform may stand.
JOURNEYS: dict[str, Journey] = {
    "received": _stay, "void": _void,
    **{name: _after_verifying(walk) for name, walk in (
        ("filed", _filed), ("running", _handling), ("closed", _closed), ("rated", _rated),
    )},
}  # fmt: skip

# (event, urgency, words, grid, reporter or "" for a citizen, hours ago, journey)
CASES: tuple[tuple[str, str, str, str, str, int, Journey], ...] = (
    ("06010", "ordinary", "4 号楼南侧花坛边堆了两袋装修垃圾。", f"{JINXIANG}001", WORKER, 3, _stay),
    ("09010", "ordinary", "单元门口电动车堵住坡道，已挪开并劝导。", f"{JINXIANG}001", WORKER, 5, _self_handled),
    ("01003", "urgent", "二期东门雨水井盖缺失，已用锥桶围挡。", f"{JINXIANG}003", "", 1, _stay),
    ("06030", "pressing", "三期底商后厨污水排到人行道。", f"{JINXIANG}005", WORKER, 8, _to_street),
    ("06013", "ordinary", "学校门口路面坑洼，雨天积水。", f"{JINXIANG}006", "", 20, _verifying),
    ("09009", "ordinary", "消防通道口停着一辆面包车。", f"{JINXIANG}004", "", 26, _void),
    ("09012", "pressing", "二期 18 号楼消防通道长期被占。", f"{JINXIANG}003", STREET, 10, _filed),
    ("10002", "urgent", "幼儿园旁通信线缆脱落，离地不到两米。", f"{JINXIANG}006", STREET, 2, _dispatched),
    ("06008", "ordinary", "楼间私拉电线给电动车充电。", f"{JINXIANG}002", STREET, 30, _returned),
    ("06010", "ordinary", "垃圾收集点三天没有清运。", f"{JINXIANG}002", STREET, 75, _handling),
    ("06013", "ordinary", "小区西门人行道地砖松动。", f"{JINXIANG}002", STREET, 40, _extension_asked),
    ("08004", "ordinary", "北侧工地土方裸露，风大时扬尘。", f"{JINXIANG}005", STREET, 60, _suspended),
    ("06041", "ordinary", "四分类桶混装。", f"{JINXIANG}004", STREET, 28, _checking),
    ("06010", "ordinary", "市场北口堆放菜叶，味道很大。", f"{JINXIANG}006", STREET, 50, _closed),
    ("06030", "ordinary", "洗车店废水流到慢车道。", f"{JINXIANG}005", STREET, 90, _rated),
    ("90002", "pressing", "广场舞音响、占道烧烤两头都有人反映。", f"{JINXIANG}004", WORKER, 4, _whistled),
    ("06030", "ordinary", "7 号楼前下水道返水，一楼进了污水。", f"{LIJING}002", "", 30, _stay),
    ("06030", "ordinary", "9 号楼门口窨井往外冒污水。", f"{LIJING}002", "wgy_lijing", 20, _stay),
    ("06030", "ordinary", "11 号楼下水不通，院里有臭水。", f"{LIJING}002", "wgy_lijing", 6, _stay),
)  # fmt: skip


def _point(grid: str) -> tuple[Decimal | None, Decimal | None]:
    outline = Boundary.objects.filter(division=grid).first()
    if outline is None:
        return None, None
    point = shape(outline.geometry).representative_point()
    return Decimal(f"{point.y:.6f}"), Decimal(f"{point.x:.6f}")


def _party(index: int) -> Party:
    party = Party(role=Party.Role.PETITIONER, wants_sms=True)
    party.set_contact(name=f"演示群众{200 + index}", phone=f"1380000{200 + index:04d}")
    return party


def _load(index: int, row: tuple[str, str, str, str, str, int, Journey]) -> bool:
    code, urgency, body, grid, reporter, hours, journey = row
    mark = uuid.uuid5(SPACE, f"grid-{index}")
    if Case.objects.filter(client_uuid=mark).exists():
        return False
    latitude, longitude = _point(grid)
    receipt = reporting.report(
        by=_as(reporter) if reporter else Actor.petitioner(),
        event=Category.objects.get(kind=GridCase.KIND, code=code), urgency=urgency, body=body, place_code=grid,
        channel="grid" if reporter else "qr", photos=_before(), client_uuid=mark,
        parties=() if reporter else [_party(index)], latitude=latitude, longitude=longitude,
        received_at=timezone.now() - dt.timedelta(hours=hours),
    )  # fmt: skip
    journey(GridCase.objects.get(pk=receipt.case.pk))
    return True


def load() -> str:
    """Write what is missing; safe to run again."""
    cases = sum(_load(index, row) for index, row in enumerate(CASES, 1))
    return f"演示网格事项新增 {cases} 件，类问题提议 {proposing.propose()} 个"
