"""Apart from apps.py, where Django would take the imported AdminConfig for the accounts app's own."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig

# Registered by libraries. Rights come from duties and not from groups, mail is not used, and factors are
# reset with a record under 用户: editing these rows would go past all of it.
NOT_OURS = (
    "auth.Group",
    "account.EmailAddress",
    "mfa.Authenticator",
    "socialaccount.SocialApp",
    "socialaccount.SocialToken",
    "socialaccount.SocialAccount",
)


class PortalAdminConfig(AdminConfig):
    """Django's admin on our own site: same login as every page, administrators only."""

    default_site = "jiaozuo_social.accounts.sites.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        for label in NOT_OURS:
            model = apps.get_model(label)
            if admin.site.is_registered(model):
                admin.site.unregister(model)
