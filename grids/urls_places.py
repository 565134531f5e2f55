"""Grids themselves: public notices, the pages on which they are managed, the map."""

from django.urls import path, re_path

from .views import boundaries, map, public_grids, staff_grids, staff_terms

urlpatterns = [
    path("notice/", public_grids.notice_list, name="notices"),
    re_path(r"^notice/(?P<code>\d{15}(?:\d{2})?)/$", public_grids.notice, name="notice"),
    re_path(r"^notice/(?P<code>\d{15}(?:\d{2})?)/sign/$", public_grids.sign, name="sign"),
    path("manage/", staff_grids.areas, name="areas"),
    path("manage/boundaries/", boundaries.boundary_upload, name="boundary-upload"),
    re_path(r"^manage/(?P<code>\d{2,17})/$", staff_grids.area, name="area"),
    re_path(r"^manage/(?P<code>\d{12}(?:\d{3})?)/new/$", staff_grids.grid_new, name="grid-new"),
    path("manage/grid/<str:code>/", staff_grids.grid, name="grid"),
    path("manage/grid/<str:code>/edit/", staff_grids.grid_edit, name="grid-edit"),
    re_path(
        r"^manage/grid/(?P<code>\d+)/(?P<act>close|reopen)/$", staff_grids.grid_switch, name="grid-switch"
    ),
    path("manage/grid/<str:code>/terms/new/", staff_terms.term_new, name="term-new"),
    path("manage/grid/<str:code>/terms/<int:pk>/end/", staff_terms.term_end, name="term-end"),
    path("map/", map.page, name="map"),
    path("map/boundaries.json", map.boundaries, name="map-boundaries"),
    path("map/cases.json", map.cases, name="map-cases"),
    path("map/heat.json", map.heat, name="map-heat"),
]
