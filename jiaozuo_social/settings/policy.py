"""Values of the rules marked R (recalled) or D (our design), editable in the admin.

``from constance import config; config.QUERY_CODE_TRIES``. Each entry: default, help text with the
source, type. Verified limits of law live in ``cases.ClockRule`` rows instead.
"""

from typing import Any

CONSTANCE_CONFIG: dict[str, tuple[Any, ...]] = {
    "QUERY_CODE_TRIES": (5, "查询码连续输错几次后锁定（rules §1.4 D）", int),
    "QUERY_CODE_LOCK_MINUTES": (30, "查询码锁定分钟数（rules §1.4 D）", int),
    "MAX_REPRESENTATIVES": (5, "走访代表人数上限（信访工作条例第20条）", int),
    "GROUP_VISIT_PEOPLE": (5, "集体访起算人数（rules §1.1 R）", int),
    "UPLOAD_MAX_FILES": (9, "每次最多附件数", int),
    "UPLOAD_MAX_MB": (20, "单个附件上限（MB）", int),
    "RATING_WINDOW_DAYS": (30, "答复后可评价天数（rules §1.4 R）", int),
    "REPLY_EXTENSION_MAX_DAYS": (30, "延期最多天数（信访工作条例第34条）", int),
    "REPEAT_SUPERVISE_COUNT": (2, "第几次重复信访自动督办（rules §1.2 D）", int),
    "BULK_MAX_CASES": (200, "批量办理一次最多件数（D）", int),
    "PASSWORD_MIN_LENGTH": (10, "密码最少字符数（rules §8 D）", int),
    "PASSWORD_MIN_KINDS": (3, "大写、小写、数字、符号四类中至少几类（rules §8 D）", int),
    "PASSWORD_MAX_AGE_DAYS": (90, "工作人员密码有效天数（rules §8 D）", int),
    "PASSWORD_HISTORY": (5, "不得重复最近几次密码（rules §8 D）", int),
    "LOGIN_FAILURES": (5, "连续登录失败几次后锁定（rules §8 D）", int),
    "LOGIN_LOCK_MINUTES": (30, "登录锁定分钟数（rules §8 D）", int),
    "IDLE_MINUTES": (30, "无操作自动退出分钟数（rules §8 D）", int),
    "IDLE_MINUTES_ADMIN": (15, "系统管理员无操作自动退出分钟数（rules §8 D）", int),
    "LOGIN_CODE_MINUTES": (5, "短信验证码有效分钟数", int),
    "LOGIN_CODE_TRIES": (5, "短信验证码最多可输错几次", int),
    "REMINDER_HOUR": (8, "期限提醒从几点起发出（D）", int),
    "DIGEST_HOUR": (9, "每日提醒短信从几点起发送（D）", int),
}

CONSTANCE_CONFIG_FIELDSETS = {
    "查询与评价": ("QUERY_CODE_TRIES", "QUERY_CODE_LOCK_MINUTES", "RATING_WINDOW_DAYS"),
    "受理与办理": (
        "MAX_REPRESENTATIVES",
        "GROUP_VISIT_PEOPLE",
        "REPLY_EXTENSION_MAX_DAYS",
        "REPEAT_SUPERVISE_COUNT",
        "BULK_MAX_CASES",
    ),
    "登录与密码": (
        "PASSWORD_MIN_LENGTH",
        "PASSWORD_MIN_KINDS",
        "PASSWORD_MAX_AGE_DAYS",
        "PASSWORD_HISTORY",
        "LOGIN_FAILURES",
        "LOGIN_LOCK_MINUTES",
        "IDLE_MINUTES",
        "IDLE_MINUTES_ADMIN",
        "LOGIN_CODE_MINUTES",
        "LOGIN_CODE_TRIES",
    ),
    "附件": ("UPLOAD_MAX_FILES", "UPLOAD_MAX_MB"),
    "消息": ("REMINDER_HOUR", "DIGEST_HOUR"),
}
