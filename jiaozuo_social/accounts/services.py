"""Acts on accounts: passwords, sessions, lock-outs, second factors, citizens' sign-up."""

import secrets
import string

from allauth.mfa.models import Authenticator
from axes.utils import reset as reset_attempts
from constance import config
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.privacy.digests import normalise_phone, phone_digest

from . import devices
from .models import PasswordRecord, User
from .passwords import kinds_in
from .staff import is_staff_member

# Without characters that are read wrongly from paper or over the telephone.
TEMPORARY_CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789"
TEMPORARY_SYMBOLS = "@#%+="


@transaction.atomic
def set_password(user: User, password: str, *, must_change: bool = False) -> None:
    """Store a password already checked by the validators, and remember its hash."""
    user.set_password(password)
    user.password_changed_at = timezone.now()
    user.must_change_password = must_change
    user.save()
    PasswordRecord.objects.create(user=user, password=user.password)
    keep = PasswordRecord.objects.filter(user=user).order_by("-created_at", "-pk")
    kept = list(keep.values_list("pk", flat=True)[: config.PASSWORD_HISTORY])
    PasswordRecord.objects.filter(user=user).exclude(pk__in=kept).delete()


def temporary_password() -> str:
    """Return a random password that meets the rules in force."""
    length = max(config.PASSWORD_MIN_LENGTH, 12)
    while True:
        body = "".join(secrets.choice(TEMPORARY_CHARACTERS) for _ in range(length - 1))
        password = body + secrets.choice(TEMPORARY_SYMBOLS)
        if kinds_in(password) == 4:
            return password


def give_temporary_password(user: User) -> str:
    """Set a password to be changed at the next login; returned once, stored nowhere in clear."""
    password = temporary_password()
    set_password(user, password, must_change=True)
    end_session(user)
    unlock(user)
    return password


def end_session(user: User) -> None:
    """Whoever is logged in under this account is out at the next click, phones too (see ``sessions``)."""
    User.objects.filter(pk=user.pk).update(session_key="")
    user.session_key = ""
    devices.revoke_all(user)


def unlock(user: User) -> None:
    """Forget the failed logins that lock this user out."""
    reset_attempts(username=user.username.lower())


@transaction.atomic
def reset_second_factor(user: User) -> None:
    """Remove every factor; the next login leads to the set-up page."""
    Authenticator.objects.filter(user=user).delete()
    end_session(user)


def create_user(*, username: str, name: str, phone: str = "") -> User:
    """Make an account without a password; an administrator gives a temporary one."""
    user = User(username=username, name=name)
    user.set_unusable_password()
    if phone:
        user.set_phone(normalise_phone(phone))
    user.full_clean(exclude=["password"])
    user.save()
    return user


def citizen_username() -> str:
    """Citizens never see or type it; it must only be unique and say nothing."""
    return "c" + "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(15))


def sign_up_citizen(phone: str) -> User:
    """Return the account of a phone that has just been proven; two at once get the same one."""
    user, _ = User.objects.get_or_create(
        phone_digest=phone_digest(phone),
        defaults={
            "username": citizen_username(),
            "phone": normalise_phone(phone),
            "phone_verified_at": timezone.now(),
            "password": "!" + secrets.token_hex(20),  # unusable: citizens log in by code
        },
    )
    return user


def may_log_in_by_code(user: AbstractBaseUser) -> bool:
    """Staff log in with a password and a second factor; a code in a text message is too little."""
    return user.is_active and not is_staff_member(user)
