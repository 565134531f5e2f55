from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jiaozuo_social.api"
    label = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        from . import schema  # noqa: F401  (registers how tokens and sessions are described)
