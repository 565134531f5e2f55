from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"
    verbose_name = "网格治理"

    def ready(self) -> None:
        from jiaozuo_social.demo import registry
        from jiaozuo_social.ledger import targets
        from jiaozuo_social.reports import sections
        from jiaozuo_social.web.navigation import NavItem
        from jiaozuo_social.web.navigation import register as to_menu

        from . import demo_cases, demo_grids, menu, staff_ledger, wiring
        from .board import demo as board_demo
        from .board import wiring as board
        from .burden import demo as burden_demo
        from .burden import wiring as burden
        from .consultation import demo as consultation_demo
        from .consultation import wiring as consultation
        from .exchange import demo as exchange_demo
        from .exchange import wiring as exchange
        from .figures import section
        from .phone import access as phone
        from .phone import demo as phone_demo

        wiring.register()
        sections.register(section.SECTION)
        board.register()
        burden.register()
        registry.register("grids", demo_grids.load)
        registry.register("grid cases", demo_cases.load)
        exchange.register()
        registry.register("work orders", exchange_demo.load)
        registry.register("burden", burden_demo.load)
        targets.register(staff_ledger.LEDGER)
        for item in menu.PLACES_ITEMS:
            to_menu(item)
        consultation.register()
        registry.register("consultation", consultation_demo.load)
        to_menu(NavItem("网格员手机页", "grids:phone-today", allowed=phone.may_enter, order=25, group="办理"))
        registry.register("visits", phone_demo.load)
        registry.register("board", board_demo.load)  # after the cases that it counts
