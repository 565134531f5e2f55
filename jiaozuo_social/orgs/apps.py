from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "jiaozuo_social.orgs"
    label = "orgs"
    verbose_name = "组织机构"
