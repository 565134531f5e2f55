from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jiaozuo_social.cases"
    label = "cases"
    verbose_name = "事项"
