from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "jiaozuo_social.cases"
    label = "cases"
    verbose_name = "事项"

    def ready(self) -> None:
        from jiaozuo_social.web.navigation import NavItem, register, register_home, register_search

        from . import menu, rulebook

        post_migrate.connect(rulebook.load_after_migrate, sender=self, dispatch_uid="cases_rules")
        register(NavItem("工作台", "cases:start", allowed=menu.is_staff, order=5, group="办理"))
        register(
            NavItem(
                "收件箱", "cases:inbox", allowed=menu.has_inbox, order=10, group="办理", badge=menu.waiting
            )
        )
        register_home("cases:start")
        register_search("cases:inbox", menu.has_inbox)
