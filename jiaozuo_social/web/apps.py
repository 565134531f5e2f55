from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jiaozuo_social.web"
    label = "web"
    verbose_name = "界面"

    def ready(self) -> None:
        from .wording import use_plain_words

        use_plain_words()
