"""What 居民议事 registers in ``AppConfig.ready()``."""

from jiaozuo_social.cases import uploads
from jiaozuo_social.web.navigation import NavItem
from jiaozuo_social.web.navigation import register as to_menu

from .. import keptfiles
from . import access


def register() -> None:
    uploads.register_folder(keptfiles.FOLDER, keptfiles.referred)
    to_menu(
        NavItem("居民议事", "grids:consultation-list", access.has_consultations, order=75, group="居民议事")
    )
