"""One session per user, and an end to idle ones (rules §8 D)."""

import time

from constance import config
from django.http import HttpRequest

from .models import User
from .staff import is_administrator

SEEN = "seen_at"
IDLE_UNTIL = "idle_until"
# How often activity is written down; a session may end this much early, never late.
TOUCH_SECONDS = 30

OTHER_LOGIN = "您的账号已在另一处登录，本处已退出。如非本人操作，请立即修改密码。"
ENDED = "您的会话已被结束（管理员操作或密码已重置），请重新登录。"


def claim(request: HttpRequest, user: User) -> None:
    """Make this the user's one session; any other learns of it at its next request."""
    user.session_key = request.session.session_key or ""
    User.objects.filter(pk=user.pk).update(session_key=user.session_key)
    touch(request, user)


def why_ended(request: HttpRequest, user: User) -> str:
    """Return the sentence for a session that may not go on, or ""."""
    if user.session_key != request.session.session_key:
        return OTHER_LOGIN if user.session_key else ENDED
    if time.time() > request.session.get(IDLE_UNTIL, 0):
        return "您较长时间没有操作，为安全起见已自动退出，请重新登录。"
    return ""


def touch(request: HttpRequest, user: User) -> None:
    """Note activity; settings are read only here, so that an ordinary request asks nothing more."""
    now = time.time()
    if now - request.session.get(SEEN, 0) < TOUCH_SECONDS:
        return
    minutes = config.IDLE_MINUTES_ADMIN if is_administrator(user) else config.IDLE_MINUTES
    request.session[SEEN] = now
    request.session[IDLE_UNTIL] = now + minutes * 60
