from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jiaozuo_social.accounts"
    label = "accounts"
    verbose_name = "账号"
