"""Read a GeoJSON file that anybody may have made: bounded, plain polygons only, a sentence for each fault."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from constance import config

CODE_NAMES = ("code", "代码", "编码", "网格编码", "网格代码", "区划代码")
NAME_NAMES = ("name", "名称", "网格名称")
PARENT_NAMES = ("parent", "上级代码", "社区代码", "网格上级代码")
POLYGONS = ("Polygon", "MultiPolygon")
LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)  # of China
PLAIN_SYSTEMS = ("CRS84", "4326", "4490")
REASONS = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界线与自身接触或相交",
    "Hole lies outside shell": "内部空洞落在外边界之外",
    "Holes are nested": "内部空洞互相嵌套",
    "Nested shells": "几块面互相嵌套",
    "Interior is disconnected": "内部空洞把面切成了几块",
    "Too few points in geometry component": "边界的点太少",
    "Invalid Coordinate": "坐标不是数字",
}


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is for the user."""


@dataclass(frozen=True)
class Fault:
    """Why a row is refused; row 0 is the file as a whole."""

    row: int
    code: str
    sentence: str


@dataclass(frozen=True)
class Feature:
    row: int
    code: str
    name: str
    parent: str
    shape: Any


def read(content: bytes) -> tuple[list[Feature], list[Fault]]:
    """Features and the faults of those that cannot be read. Raises UnreadableFile."""
    rows = _features(_parsed(content))
    if len(rows) > config.BOUNDARY_MAX_FEATURES:
        raise UnreadableFile(
            f"共 {len(rows)} 个图形，最多 {config.BOUNDARY_MAX_FEATURES} 个，请分成几个文件。"
        )
    found: list[Feature] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        feature = _feature(number, row)
        faults.append(feature) if isinstance(feature, Fault) else found.append(feature)
    return found, faults + list(_repeated(found))


def _parsed(content: bytes) -> Any:
    if len(content) > config.BOUNDARY_MAX_MB * 1024 * 1024:
        raise UnreadableFile(f"文件超过 {config.BOUNDARY_MAX_MB} MB，请分成几个文件导入。")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as exc:
        raise UnreadableFile("文件不是 UTF-8 编码，请另存为 UTF-8 的 GeoJSON。") from exc
    except RecursionError as exc:
        raise UnreadableFile("文件层次过深，不是正常的 GeoJSON。") from exc
    except ValueError as exc:
        raise UnreadableFile("文件不是 GeoJSON（JSON 无法解析）。") from exc


def _refuse_constant(word: str) -> None:
    raise ValueError(word)


def _features(whole: Any) -> list[Any]:
    rows = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(rows, list) or whole.get("type") != "FeatureCollection":
        raise UnreadableFile("文件不是 GeoJSON 的 FeatureCollection，请导出为“要素集合”。")
    if not rows:
        raise UnreadableFile("文件里没有图形。")
    system = json.dumps(whole.get("crs"), ensure_ascii=False)
    if whole.get("crs") and not any(word in system for word in PLAIN_SYSTEMS):
        raise UnreadableFile("文件的坐标系不是经纬度（WGS-84、CGCS2000），请先转换再导入。")
    return rows


def _feature(number: int, row: Any) -> Feature | Fault:
    if not isinstance(row, dict) or not isinstance(row.get("properties") or {}, dict):
        return Fault(number, "", "不是一个要素（Feature）。")
    facts = row.get("properties") or {}
    code, name, parent = (_text(facts, names) for names in (CODE_NAMES, NAME_NAMES, PARENT_NAMES))
    if code and not re.fullmatch(r"\d{4}(\d{2}(\d{3}(\d{3}(\d{3}(\d{2})?)?)?)?)?", code):
        return Fault(number, code[:20], "代码应为 4、6、9、12、15 或 17 位数字。")
    if not code and not (name and parent):
        return Fault(
            number, "", "没有代码（code）；新网格可不写代码，但须写名称（name）和上级代码（parent）。"
        )
    shape = _shape(row.get("geometry"))
    if isinstance(shape, str):
        return Fault(number, code, shape)
    return Feature(number, code, name[:60], parent or "", shape)


def _text(facts: dict[str, Any], names: tuple[str, ...]) -> str:
    value = next((facts[name] for name in names if facts.get(name) not in (None, "")), "")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int) else ""


def _shape(geometry: Any) -> Any:
    """A valid shape in two dimensions, or the sentence that says why not."""
    if not isinstance(geometry, dict) or geometry.get("type") not in POLYGONS:
        return "图形应为面（Polygon 或 MultiPolygon）。"
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, TypeError, ValueError):
        return "坐标无法读取，应为经度、纬度两个数字的列表，首尾相接。"
    if shape.is_empty:
        return "图形是空的。"
    if shapely.get_num_coordinates(shape) > config.BOUNDARY_MAX_POINTS:
        return f"一个图形的点超过 {config.BOUNDARY_MAX_POINTS} 个，请先简化。"
    return _misplaced(shape) or _invalid(shape) or shape


def _misplaced(shape: Any) -> str:
    west, south, east, north = shape.bounds
    if any(not math.isfinite(value) for value in shape.bounds):
        return "坐标不是数字。"
    if _within(west, east, LONGITUDES) and _within(south, north, LATITUDES):
        return ""
    if _within(west, east, LATITUDES) and _within(south, north, LONGITUDES):
        return "经度和纬度写反了，应先写经度。"
    return "坐标不在中国境内，应为经纬度（度）。"


def _within(low: float, high: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= low and high <= bounds[1]


def _invalid(shape: Any) -> str:
    if shape.is_valid:
        return "" if shape.area > 0 else "图形没有面积。"
    reason, _, where = shapely.is_valid_reason(shape).partition("[")
    words = REASONS.get(reason.strip(), "图形无效")
    return f"{words}（{where.rstrip(']').replace(' ', ', ')} 附近）。" if where else f"{words}。"


def _repeated(features: list[Feature]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for one in features:
        if one.code and one.code in first:
            yield Fault(one.row, one.code, f"代码与第 {first[one.code]} 行重复。")
        elif one.code:
            first[one.code] = one.row
