from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"
    verbose_name = "网格治理"

    def ready(self) -> None:
        from jiaozuo_social.cases import dictionary, kinds, rulebook

        from . import catalogue
        from .kinds import GRID
        from .rules import GRID_RULES

        dictionary.register(catalogue.DICTIONARY)
        kinds.register(GRID)
        rulebook.register(GRID_RULES)
