"""Demo grids: synthetic outlines of the whole city, two communities with grids as they might be.

Everything here is invented and says so on the pages: boundaries are marked ``is_synthetic``.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from jiaozuo_social.accounts.models import User
from jiaozuo_social.places import boundaries, selectors
from jiaozuo_social.places.models import Boundary, Division
from jiaozuo_social.places.services import full_name

from .demo_outlines import counties, tessellated
from .models import Grid, Term

SOURCE = "演示：由县（市、区）轮廓划分"
PER_COMMUNITY = 2
BATCH = 1000
Role = Term.Role


@dataclass(frozen=True)
class Shown:
    """One grid of a community that the demo shows in detail: households, range, micro-grids, type."""

    households: int
    range_text: str
    micro: int = 0
    type: str = Grid.Type.BASIC


# Community → (leader's login, worker's login, supervising phone, grids). Ranges are invented.
SHOWN: dict[str, tuple[str, str, str, tuple[Shown, ...]]] = {
    "410804001006": ("wgz_lijing", "wgy_lijing", "0391-5550100", (
        Shown(326, "1 号楼至 6 号楼", micro=2),
        Shown(298, "7 号楼至 11 号楼"),
        Shown(341, "12 号楼至 18 号楼", micro=2),
        Shown(275, "平房区东片"),
        Shown(263, "平房区西片"),
        Shown(0, "沿街商铺和农贸市场", type=Grid.Type.DEDICATED),
    )),
    "410802009012": ("jf_shequ", "wgy_jinxiang", "0391-5550200", (
        Shown(352, "一期 1 号楼至 8 号楼", micro=3),
        Shown(318, "一期 9 号楼至 15 号楼"),
        Shown(366, "二期 16 号楼至 22 号楼", micro=2),
        Shown(304, "二期 23 号楼至 28 号楼"),
        Shown(289, "三期高层 29 号楼至 32 号楼"),
        Shown(0, "学校和社区卫生服务中心", type=Grid.Type.DEDICATED),
    )),
}  # fmt: skip
NUMERALS = "一二三四五六七八九"


def load() -> str:
    """Write what is missing; safe to run again."""
    if Boundary.objects.filter(is_synthetic=True).exists():
        return "演示网格已有，未重复生成"
    with transaction.atomic():
        names = _divide()
        _serve()
    selectors.refresh()
    return f"演示网格新增 {len(names)} 个（虚构边界）"


def _divide() -> dict[str, str]:
    """Create grids and outlines; returns the names of the new grids by code."""
    communities = Division.objects.within(settings.CITY_CODE).filter(level=Division.Level.COMMUNITY)
    names = dict(Division.objects.values_list("code", "name"))
    grids = {code: word for community in communities for code, word in _named(community.code)}
    rows = [
        Division(
            code=code, name=name, full_name=full_name(code, {**_above(code, names, grids), code: name}),
            level=Division.Level.MICRO_GRID if len(code) == 17 else Division.Level.GRID,
            parent_id=_parent(code),
        )
        for code, name in sorted(grids.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]  # fmt: skip
    Division.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    Grid.objects.bulk_create(_grid(code) for code in grids)
    boundaries.write(_outlines(grids), source=SOURCE, is_synthetic=True)
    return grids


def _named(community: str) -> list[tuple[str, str]]:
    if community not in SHOWN:
        return [(f"{community}{n + 1:03}", f"第{NUMERALS[n]}网格") for n in range(PER_COMMUNITY)]
    found = []
    for n, shown in enumerate(SHOWN[community][3]):
        code = f"{community}{n + 1:03}"
        found.append((code, f"第{NUMERALS[n]}网格"))
        found += [(f"{code}{m + 1:02}", f"第{NUMERALS[m]}微网格") for m in range(shown.micro)]
    return found


def _parent(code: str) -> str:
    return code[:15] if len(code) == 17 else code[:12]


def _above(code: str, names: dict[str, str], grids: dict[str, str]) -> dict[str, str]:
    parts = (code[:n] for n in (2, 4, 6, 9, 12, 15) if n < len(code))
    return {part: names.get(part) or grids.get(part, "") for part in parts}


def _grid(code: str) -> Grid:
    if code[:12] not in SHOWN:
        return Grid(division_id=code)
    _, _, phone, shown = SHOWN[code[:12]]
    facts = shown[int(code[12:15]) - 1]
    if len(code) == 17:
        return Grid(division_id=code, supervising_phone=phone)
    return Grid(
        division_id=code, type=facts.type, households=facts.households or None, range_text=facts.range_text,
        supervising_phone=phone,
    )  # fmt: skip


def _outlines(grids: dict[str, str]) -> dict[str, object]:
    below: dict[str, list[str]] = defaultdict(list)
    rows = Division.objects.within(settings.CITY_CODE).filter(level__gt=Division.Level.COUNTY)
    for code, parent in rows.order_by("code").values_list("code", "parent_id"):
        below[str(parent)].append(code)
    sizes: dict[str, int] = {}

    def size(code: str) -> int:
        sizes[code] = sum(size(child) for child in below.get(code, [])) or 1
        return sizes[code]

    found: dict[str, object] = {}
    for county, outline in counties(settings.CITY_CODE).items():
        size(county)
        found[county] = outline
        found.update(tessellated(outline, county, below, sizes))
    return found


def _serve() -> None:
    """People of the demo take office in the two communities."""
    for community, (leader, worker, _, shown) in SHOWN.items():
        chief, hand = (User.objects.filter(username=name).first() for name in (leader, worker))
        if chief is None or hand is None:
            continue
        for n, _facts in enumerate(shown):
            code = f"{community}{n + 1:03}"
            phone = f"0391-55501{int(community[6:9]):02}"
            Term.objects.get_or_create(
                grid_id=code, user=chief, role=Role.LEADER, defaults={"public_phone": phone}
            )
            Term.objects.get_or_create(
                grid_id=code, user=hand, role=Role.WORKER, defaults={"public_phone": phone}
            )
            for m in range(_facts.micro):
                Term.objects.get_or_create(
                    grid_id=f"{code}{m + 1:02}",
                    user=hand,
                    role=Role.MICRO_LEADER,
                    defaults={"public_phone": phone},
                )
