"""The project's Python source as the house's checks see it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("jiaozuo_social", "petitions", "grids", "volunteers", "associations", "riders")


def modules(*, migrations: bool = False) -> list[Path]:
    """Every module of the product, without tests; migrations only on request."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if migrations or "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of every function of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
