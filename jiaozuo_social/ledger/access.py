"""Who may use the pages of imports and exports, and the one way from an address to a run."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
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
        raise PermissionDenied("您的职责没有可以导入的台账。")
    return desks


def import_runs(request: HttpRequest) -> "QuerySet[ImportRun]":
    """Runs of the user's desks, each desk's of the ledgers only that it may bring in."""
    own = Q(pk__in=[])
    for ledger, desk in require_desks(request):
        own |= Q(target=ledger.name, department=desk)
    return ImportRun.objects.visible_to(request.user).filter(own)


def import_run(request: HttpRequest, token: str) -> ImportRun:
    """A run of a desk that the user still has, or 404."""
    return get_object_or_404(import_runs(request).select_related("user", "department"), token=token)


def export_run(request: HttpRequest, token: str) -> ExportRun:
    return get_object_or_404(ExportRun.objects.owned_by(request.user), token=token)
