"""Apart from apps.py, where Django would take the imported AdminConfig for the accounts app's own."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin on our own site: same login as every page, administrators only."""

    default_site = "jiaozuo_social.accounts.sites.PortalAdminSite"
