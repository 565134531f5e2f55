"""Every word that a page of the portal can show as one label: what manuals may quote."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import modules

TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)


def shown_labels(root: Path) -> set[str]:
    """Texts between the tags of templates, and whole string constants of the code (labels, choices)."""
    shown = set()
    for path in (root / "templates").rglob("*.html"):
        shown |= {piece.strip() for piece in TAGS.split(path.read_text(encoding="utf-8"))}
    for path in modules():
        shown |= set(_constants(ast.parse(path.read_text(encoding="utf-8"))))
    return shown - {""}


def _constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
