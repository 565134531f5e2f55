"""What the 减负 ledger registers in ``AppConfig.ready()``."""

from jiaozuo_social.cases import uploads
from jiaozuo_social.ledger import targets
from jiaozuo_social.web.navigation import register as to_menu

from .. import keptfiles
from . import imports, menu


def register() -> None:
    targets.register(imports.TASKS)
    targets.register(imports.INVENTORY)
    uploads.register_folder(keptfiles.FOLDER, keptfiles.referred)
    for item in menu.ITEMS:
        to_menu(item)
