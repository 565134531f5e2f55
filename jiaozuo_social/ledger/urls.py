"""Addresses of imports and exports, under /ledger/."""

from django.urls import path

from .views import exports, imports, mapping

app_name = "ledger"

urlpatterns = [
    path("imports/", imports.history, name="imports"),
    path("imports/new/", imports.new, name="import-new"),
    path("imports/<uuid:token>/", imports.run_page, name="import"),
    path("imports/<uuid:token>/mapping/", mapping.mapping, name="import-mapping"),
    path("imports/<uuid:token>/mapping/<int:pk>/delete/", mapping.forget, name="mapping-delete"),
    path("imports/<uuid:token>/progress/", imports.progress, name="import-progress"),
    path("imports/<uuid:token>/start/", imports.start, name="import-start"),
    path("imports/<uuid:token>/discard/", imports.discard, name="import-discard"),
    path("imports/<uuid:token>/errors.<str:form>/", imports.errors, name="import-errors"),
    path("exports/", exports.history, name="exports"),
    path("exports/new/", exports.new, name="export-new"),
    path("exports/<uuid:token>/", exports.run_page, name="export"),
    path("exports/<uuid:token>/progress/", exports.progress, name="export-progress"),
    path("exports/<uuid:token>/file/", exports.file, name="export-file"),
]
