"""The schema as lines that people can read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

TYPES = {
    "string": "文本", "integer": "整数", "boolean": "true 或 false", "date": "日期（2026-11-23）", "uuid": "UUID",
    "binary": "文件", "object": "对象",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One parameter or field: what it is called, what it takes, whether it must be there."""

    name: str
    type: str
    words: str
    required: bool


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    needs_login: bool
    parameters: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    body_types: list[str] = field(default_factory=list)


@cache
def operations() -> dict[str, list[Operation]]:
    """Operations by room; generated once per process, as the schema changes with the code only."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    rooms: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            rooms.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    return rooms


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    content = operation.get("requestBody", {}).get("content", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        needs_login={} not in operation.get("security", [{}]),
        parameters=[_line(one["name"], one["schema"], one.get("required", False), one.get("description", ""))
                    for one in operation.get("parameters", [])],
        body=list(_body(content)),
        body_types=list(content),
    )  # fmt: skip


def _body(content: dict[str, Any]) -> Iterator[Line]:
    """The fullest of the bodies: multipart has the files besides what JSON has."""
    schemas = [media["schema"] for media in content.values()]
    if not schemas:
        return
    schema = max(schemas, key=lambda one: len(one.get("properties", {})))
    for name, one in schema.get("properties", {}).items():
        words = " ".join(filter(None, (one.get("title"), one.get("description"))))
        yield _line(name, one, name in schema.get("required", []), words)


def _line(name: str, schema: dict[str, Any], required: bool, words: str) -> Line:
    inner = schema.get("items", schema)
    kind = inner.get("format") or inner.get("type", "")
    kind = "或".join(TYPES.get(str(one), str(one)) for one in (kind if isinstance(kind, list) else [kind]))
    if "enum" in inner and len(inner["enum"]) <= 12:
        kind = " | ".join(str(one) for one in inner["enum"])
    if "maxLength" in inner:
        kind += f"（最长 {inner['maxLength']}）"
    return Line(name, f"多个：{kind}" if "items" in schema else kind, words, required)
