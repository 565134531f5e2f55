from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jiaozuo_social.demo"
    label = "demo"
    verbose_name = "演示"
