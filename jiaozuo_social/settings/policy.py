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
    "SUGGESTION_EXTENSION_MAX_DAYS": (30, "建议答复延期最多天数（rules §3 D）", int),
    "CAMPAIGN_SUMMARY_DAYS": (30, "征集截止后多少日内公布结果（rules §3 D）", int),
    "CAMPAIGN_REMIND_DAYS": (7, "公布结果到期前几天提醒征集办（D）", int),
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
    "RECEIPT_OPEN_MINUTES": (30, "凭编号和查询码打开后可查看的分钟数（D）", int),
    "FILING_RATE_IP": ("60/h", "同一网络地址提交次数上限，如 60/h 为每小时 60 次（D）", str),
    "FILING_RATE_PHONE": ("5/d", "同一电话提交件数上限（D）", str),
    "STATUS_RATE_IP": ("60/h", "同一网络地址查询进度次数上限（D）", str),
    "VOTE_RATE_IP": ("30/h", "同一网络地址公众评价次数上限（D）", str),
    "HINT_RATE_IP": ("60/m", "同一网络地址查看同类事项提示次数上限（D）", str),
    "HUMAN_CHECK_HOURS": (12, "“确认您不是机器人”多少小时内有效（D）", int),
    "HUMAN_CHECK_WORK": (50_000, "工作量证明的最大次数，越大越能挡住机器人，也越慢（D）", int),
    "UPLOAD_MAX_MEGAPIXELS": (60, "单张照片最多百万像素（D）", int),
    "UPLOAD_IMAGE_MAX_SIDE": (4000, "照片重新保存后的最长边像素（D）", int),
    "REMINDER_HOUR": (8, "期限提醒从几点起发出（D）", int),
    "DIGEST_HOUR": (9, "每日提醒短信从几点起发送（D）", int),
}

CONSTANCE_CONFIG_FIELDSETS = {
    "查询与评价": (
        "QUERY_CODE_TRIES",
        "QUERY_CODE_LOCK_MINUTES",
        "RECEIPT_OPEN_MINUTES",
        "RATING_WINDOW_DAYS",
    ),
    "防滥用": (
        "FILING_RATE_IP",
        "FILING_RATE_PHONE",
        "STATUS_RATE_IP",
        "HINT_RATE_IP",
        "VOTE_RATE_IP",
        "HUMAN_CHECK_HOURS",
        "HUMAN_CHECK_WORK",
    ),
    "受理与办理": (
        "MAX_REPRESENTATIVES",
        "GROUP_VISIT_PEOPLE",
        "REPLY_EXTENSION_MAX_DAYS",
        "REPEAT_SUPERVISE_COUNT",
        "BULK_MAX_CASES",
    ),
    "人民建议": ("SUGGESTION_EXTENSION_MAX_DAYS", "CAMPAIGN_SUMMARY_DAYS", "CAMPAIGN_REMIND_DAYS"),
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
    "附件": ("UPLOAD_MAX_FILES", "UPLOAD_MAX_MB", "UPLOAD_MAX_MEGAPIXELS", "UPLOAD_IMAGE_MAX_SIDE"),
    "消息": ("REMINDER_HOUR", "DIGEST_HOUR"),
}
