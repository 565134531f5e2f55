"""Places of the grids in the staff menu."""

from jiaozuo_social.web.navigation import NavItem

from .views.gates import may_manage

PLACES_ITEMS = (NavItem("网格管理", "grids:areas", allowed=may_manage, order=31, group="网格"),)
