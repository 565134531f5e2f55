"""Import and export in the admin for those who may change the rows."""

from typing import cast

from django.http import HttpRequest
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record


def administrator(request: HttpRequest) -> User:
    """Who is at work; the admin site lets nobody else in."""
    return cast(User, request.user)


class LedgerAdmin(ImportExportModelAdmin):
    import_form_class = ImportForm
    export_form_class = ExportForm
    formats = (XLSX, CSV)
    # The services record each change in the access log; Django's own log would say it twice.
    skip_admin_log = True

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_data(self, file_format, request, queryset, **kwargs):  # type: ignore[no-untyped-def]
        record(Access.Action.EXPORT, request=request, table=self.opts.label_lower)
        return super().get_export_data(file_format, request, queryset, **kwargs)
