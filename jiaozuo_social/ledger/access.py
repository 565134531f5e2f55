"""Who may use the pages of imports and exports, and the one way from an address to a run."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jiaozuo_social.orgs.models import Department

from . import targets
from .models import ExportRun, ImportRun


def may_import(request: HttpRequest) -> bool:
    return bool(targets.open_to(request.user))


def require_desks(request: HttpRequest) -> list[tuple[targets.Ledger, Department]]:
    """What the user may import and for which desk; 403 for everybody else."""
    desks = targets.open_to(request.user)
    if not desks:
        raise PermissionDenied("只有信访部门的登记员和审批人员可以导入台账。")
    return desks


def import_run(request: HttpRequest, token: str) -> ImportRun:
    """A run of a desk that the user still has, or 404."""
    desks = {desk.pk for _, desk in require_desks(request)}
    seen = ImportRun.objects.visible_to(request.user).filter(department__in=desks)
    return get_object_or_404(seen.select_related("user", "department"), token=token)


def export_run(request: HttpRequest, token: str) -> ExportRun:
    return get_object_or_404(ExportRun.objects.owned_by(request.user), token=token)
