"""Masked forms of personal data (rules §8: 张*, 138****1234, 4108**********1234)."""

COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 "
    "公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 东郭 南门 西门".split()
)


def mask_name(name: str) -> str:
    """Keep the surname: 张三 → 张*, 欧阳修文 → 欧阳**."""
    if not name:
        return ""
    keep = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:keep] + "*" * max(len(name) - keep, 1)


def mask_phone(phone: str) -> str:
    """Keep three digits in front and four at the end; short numbers keep the last two."""
    if len(phone) >= 11:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:]


def mask_id_number(number: str) -> str:
    """Keep the first four and the last four characters (4+4)."""
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_address(address: str, place_name: str = "") -> str:
    """Keep the address down to the community only: what follows it is hidden."""
    if not address:
        return ""
    return f"{place_name or address[:6]}***"
