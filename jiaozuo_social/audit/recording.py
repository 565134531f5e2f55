"""Admin pages whose changes go into the access log, with before and after of non-personal fields."""

from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Access
from .services import record


class RecordedAdmin(ModelAdmin):
    """Nothing is deleted here; what is changed is recorded."""

    recorded_fields: ClassVar[tuple[str, ...]] = ()

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def snapshot(self, obj: Any) -> dict[str, str]:
        return {name: str(getattr(obj, name)) for name in self.recorded_fields}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = self.snapshot(type(obj)._default_manager.get(pk=obj.pk)) if change else {}
        self.store(request, obj, form, change)
        after = self.snapshot(obj)
        changed = [name for name in after if before.get(name) != after[name]]
        if changed:
            record(
                Access.Action.CHANGE,
                request=request,
                obj=obj,
                before={name: before[name] for name in changed if name in before},
                after={name: after[name] for name in changed},
            )

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the object; pages with a service of their own call it here."""
        obj.save()
