from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "jiaozuo_social.outbox"
    label = "outbox"
    verbose_name = "消息"
