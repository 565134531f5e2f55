from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jiaozuo_social.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from jiaozuo_social.privacy import rotation

        from . import receivers  # noqa: F401

        rotation.register_json("mfa.Authenticator", "data")  # sealed by SecondFactorAdapter
