"""Places of the grids in the staff menu."""

from jiaozuo_social.cases.menu import is_staff
from jiaozuo_social.web.navigation import NavItem

from .views.gates import may_manage

PLACES_ITEMS = (
    NavItem("网格管理", "grids:areas", allowed=may_manage, order=31, group="网格"),
    NavItem("网格地图", "grids:map", allowed=is_staff, order=32, group="网格"),
)
