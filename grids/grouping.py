"""类问题: its answer closes the cases that it was made of (rules §5.4)."""

from typing import TYPE_CHECKING

from jiaozuo_social.cases.moves import Actor

if TYPE_CHECKING:
    from .models import GridCase


def close_children(parent: "GridCase") -> int:
    """Close every open child with the parent's answer; the caller holds the parent's lock."""
    children = type(parent).objects.filter(parent_id=parent.pk, is_open=True).order_by("pk")
    for child in children:
        child.close_with_parent(by=Actor.system(), note=parent.result_text)
    return len(children)
