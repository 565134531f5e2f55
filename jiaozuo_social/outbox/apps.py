from django.apps import AppConfig
from django.http import HttpRequest


class OutboxConfig(AppConfig):
    name = "jiaozuo_social.outbox"
    label = "outbox"
    verbose_name = "消息"

    def ready(self) -> None:
        from jiaozuo_social.web.navigation import register_bell

        from .selectors import unread_count

        def unread(request: HttpRequest) -> int:
            return unread_count(request.user)

        register_bell("notices", unread)
