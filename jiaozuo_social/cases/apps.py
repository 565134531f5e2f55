from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jiaozuo_social.cases"
    label = "cases"
    verbose_name = "事项"

    def ready(self) -> None:
        from jiaozuo_social.web.navigation import NavItem, register, register_home, register_search

        from . import menu

        register(NavItem("工作台", "cases:start", allowed=menu.is_staff, order=5, group="办理"))
        register(
            NavItem(
                "收件箱", "cases:inbox", allowed=menu.is_staff, order=10, group="办理", badge=menu.waiting
            )
        )
        register_home("cases:start")
        register_search("cases:inbox")
