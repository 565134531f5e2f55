"""The one base of the endpoints of staff: who may come in, how often, and that nothing is cached."""

from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from rest_framework.views import APIView

from .permissions import IsStaff


@method_decorator(never_cache, name="dispatch")
class StaffView(APIView):
    permission_classes = [IsStaff]


def form_errors(errors: Any) -> dict[str, list[str]]:
    """Errors of a Django form as ``web.api.Invalid`` takes them."""
    return {name: [str(message) for message in messages] for name, messages in errors.items()}
