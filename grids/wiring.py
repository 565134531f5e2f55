"""What the shared package must know of grid cases; called from ``AppConfig.ready()``."""

from jiaozuo_social.cases import dictionary, kinds, rulebook
from jiaozuo_social.ledger import casecolumns
from jiaozuo_social.web.navigation import register as to_menu

from . import catalogue, exports, menu_cases
from .kinds import GRID
from .rules import GRID_RULES


def register() -> None:
    dictionary.register(catalogue.DICTIONARY)
    kinds.register(GRID)
    rulebook.register(GRID_RULES)
    casecolumns.add("grids", *exports.COLUMNS)
    for item in menu_cases.CASE_ITEMS:
        to_menu(item)
