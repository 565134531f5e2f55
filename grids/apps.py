from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"
    verbose_name = "网格治理"

    def ready(self) -> None:
        from jiaozuo_social.demo import registry

        from . import wiring
        from .burden import demo as burden_demo
        from .burden import wiring as burden

        wiring.register()
        burden.register()
        registry.register("burden", burden_demo.load)
