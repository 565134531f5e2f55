"""How people log in: allauth, axes, password rules (rules §8). Numbers an administrator may change
are constance settings in ``policy.py``; the callables below read them at each use."""

import environ

env = environ.Env()

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Where staff land after login; the app that owns the inbox may name its page here.
STAFF_HOME_URL = "cases:start"

# The layers above are reached by name only (imports go down).
STAFF_TEST = "jiaozuo_social.orgs.selectors.is_staff_member"
ADMINISTRATOR_TEST = "jiaozuo_social.orgs.selectors.is_administrator"
SMS_SENDER = "jiaozuo_social.outbox.services.enqueue_sms"

# Staff must hold a second factor (等保三级); only the demo switches this off.
STAFF_SECOND_FACTOR_REQUIRED = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "jiaozuo_social.accounts.backends.AdministratorBackend",
]
# What the 系统管理员 duty may do in the admin, as patterns of permissions. No cases, no petitions.
ADMINISTRATOR_PERMISSIONS = [
    "accounts.*_user",
    *("accounts.view_devicesession", "accounts.change_devicesession"),
    "orgs.*",
    "audit.view_*",
    "places.*",
    "grids.*_grid",
    "grids.*_term",
    *("grids.*_eventlimit", "grids.*_eventalias", "grids.*_everydayevent", "grids.*_ordersource"),
    "workcalendar.*",
    "constance.*",
    "outbox.view_*",
    *("outbox.add_webhook", "outbox.change_webhook", "api.view_apitoken"),
    *("cases.*_category", "cases.*_clockrule", "cases.*_reminderstep", "cases.*_answertemplate"),
    "cases.*_hold",  # keeps the personal data of a case that is named by its number
]
# The numbers of the rules are changed by the same duty.
CONSTANCE_SUPERUSER_ONLY = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jiaozuo_social.accounts.passwords.LengthValidator"},
    {"NAME": "jiaozuo_social.accounts.passwords.KindsValidator"},
    {"NAME": "jiaozuo_social.accounts.passwords.HistoryValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Sessions: never remembered, gone with the browser; idle time is checked by our middleware.
SESSION_ENGINE = "jiaozuo_social.accounts.sessionstore"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_SESSION_REMEMBER = False

# The only pages that a registered phone opens without an ordinary login (accounts.DeviceSession).
DEVICE_SESSION_PREFIX = "/grids/m/"

ACCOUNT_ADAPTER = "jiaozuo_social.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "phone", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # outer limit; LOGIN_CODE_MINUTES is the real one
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 5 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    # axes locks a user name from one address after 5 failures; this limits guesses from many addresses.
    "login_failed": "30/m/ip,20/30m/key",
    "request_login_code": "10/m/ip,60/h/ip,1/m/key,5/h/key,10/d/key",
    "change_phone": "3/h/user",
    "verify_phone": "1/m/key,5/m/ip",
}
ACCOUNT_FORMS = {
    "login": "jiaozuo_social.accounts.forms.LoginForm",
    "request_login_code": "jiaozuo_social.accounts.forms.RequestCodeForm",
    "confirm_login_code": "jiaozuo_social.accounts.forms.ConfirmCodeForm",
    "change_password": "jiaozuo_social.accounts.forms.ChangePasswordForm",
    "set_password": "jiaozuo_social.accounts.forms.SetPasswordForm",
    "reauthenticate": "jiaozuo_social.accounts.forms.ReauthenticateForm",
    "change_phone": "jiaozuo_social.accounts.forms.ChangePhoneForm",
    "verify_phone": "jiaozuo_social.accounts.forms.VerifyPhoneForm",
}

MFA_ADAPTER = "jiaozuo_social.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env("SITE_NAME", default="焦作社会工作平台")
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "jiaozuo_social.accounts.forms.SecondFactorForm",
    "reauthenticate": "jiaozuo_social.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "jiaozuo_social.accounts.forms.ActivateSecondFactorForm",
}

AXES_FAILURE_LIMIT = "jiaozuo_social.accounts.lockout.failure_limit"
AXES_COOLOFF_TIME = "jiaozuo_social.accounts.lockout.cool_off"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "jiaozuo_social.accounts.lockout.login_name"
AXES_LOCKOUT_CALLABLE = "jiaozuo_social.accounts.lockout.locked_page"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["login", "username", "phone", "password", "ip_address"]
# audit.Access is the log of logins; axes only counts.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SOCIALACCOUNT_ADAPTER = "jiaozuo_social.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_STORE_TOKENS = False
# A link, not a form: our content policy (form-action 'self') would stop the redirect after a form.
SOCIALACCOUNT_LOGIN_ON_GET = True


def _social_login() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Providers whose keys are in the environment: their apps and their settings."""
    apps: list[str] = []
    providers: dict[str, dict[str, object]] = {}
    for name, title in (("weixin", "微信"), ("dingtalk", "钉钉")):
        client_id = env(f"{name.upper()}_CLIENT_ID", default="")
        if client_id:
            secret = env(f"{name.upper()}_CLIENT_SECRET")
            apps.append(f"allauth.socialaccount.providers.{name}")
            providers[name] = {"APPS": [{"client_id": client_id, "secret": secret, "name": title}]}
    if server_url := env("OIDC_SERVER_URL", default=""):
        apps.append("allauth.socialaccount.providers.openid_connect")
        oidc = {
            "provider_id": "oidc",
            "name": env("OIDC_NAME", default="统一身份认证"),
            "client_id": env("OIDC_CLIENT_ID"),
            "secret": env("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": server_url},
        }
        providers["openid_connect"] = {"APPS": [oidc]}
    return apps, providers


SOCIAL_LOGIN_APPS, SOCIALACCOUNT_PROVIDERS = _social_login()
