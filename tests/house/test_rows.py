"""Rows reach a view only through ``visible_to`` and its like (architecture, habit 3)."""

import ast
from pathlib import Path

from tests.house.source import modules, name_of

# Ways to fetch that say who may see.
GUARDED = {"visible_to", "owned_by", "filed_by"}


def is_view(path: Path) -> bool:
    return "views" in path.parts or path.stem in {"views", "api"} or path.stem.startswith("api_")


def bare_managers(tree: ast.AST) -> list[int]:
    """Lines with ``Model.objects`` (or a relative) that is not at once followed by a guarded way."""
    guarded = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in GUARDED
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager", "get_object_or_404"}
        and id(node) not in guarded
    ]


def test_views_use_no_bare_manager() -> None:
    found = {
        f"{name_of(path)}:{line}"
        for path in modules()
        if is_view(path)
        for line in bare_managers(ast.parse(path.read_text()))
    }
    assert found == set()


def test_the_check_sees_what_it_should() -> None:
    refused = ast.parse("Case.objects.get(pk=1)\nCase.objects.filter(pk=1).visible_to(user)")
    allowed = ast.parse("Case.objects.visible_to(user).get(pk=1)\ncases_for(user)")
    assert bare_managers(refused) == [1, 2]
    assert bare_managers(allowed) == []
