from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jiaozuo_social.web"
    label = "web"
    verbose_name = "界面"
