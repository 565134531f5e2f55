"""What the board registers in ``AppConfig.ready()``."""

from jiaozuo_social.web.navigation import NavItem
from jiaozuo_social.web.navigation import register as to_menu

from . import access


def register() -> None:
    to_menu(NavItem("网格看板", "grids:board", access.may_read, 51, "统计"))
