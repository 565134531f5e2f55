from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "jiaozuo_social.reports"
    label = "reports"
    verbose_name = "月报"

    def ready(self) -> None:
        from jiaozuo_social.web.navigation import NavItem, register

        from .access import may_read

        register(NavItem("月报", "reports:list", allowed=may_read, order=50, group="统计"))
