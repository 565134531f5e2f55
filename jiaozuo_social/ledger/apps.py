from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jiaozuo_social.ledger"
    label = "ledger"
    verbose_name = "台账"

    def ready(self) -> None:
        from jiaozuo_social.cases.menu import has_inbox
        from jiaozuo_social.web.navigation import NavItem, register

        from .access import may_import

        register(NavItem("台账导入", "ledger:imports", allowed=may_import, order=60, group="台账"))
        register(NavItem("导出记录", "ledger:exports", allowed=has_inbox, order=61, group="台账"))
