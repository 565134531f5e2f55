from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jiaozuo_social.ledger"
    label = "ledger"
    verbose_name = "台账"
