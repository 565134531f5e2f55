"""Write the access log."""

from typing import Any

from django.http import HttpRequest

from .models import Access


def client_ip(request: HttpRequest | None) -> str | None:
    """Address of the client as the trusted proxy middleware left it in REMOTE_ADDR."""
    return request.META.get("REMOTE_ADDR") or None if request else None


def record(
    action: Access.Action,
    *,
    request: HttpRequest | None = None,
    user: Any = None,
    obj: Any = None,
    reason: str = "",
    label: str = "",
    **detail: Any,
) -> Access:
    """Append one access; ``obj`` is the model instance that was looked at, ``label`` another name of it."""
    who = user or getattr(request, "user", None)
    return Access.objects.create(
        action=action,
        user=who if getattr(who, "is_authenticated", False) else None,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=(label or (str(obj) if obj is not None else ""))[:200],
        reason=reason,
        ip=client_ip(request),
        detail=detail,
    )
