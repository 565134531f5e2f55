"""Small numbers in Chinese words, written and read."""

import unicodedata

NUMERALS = "零一二三四五六七八九"
ALSO = {"〇": "零", "两": "二", "拾": "十"}


def read_number(text: str) -> int | None:
    """12, １２ and 十二 alike; None for anything else. Up to ninety-nine."""
    word = "".join(ALSO.get(sign, sign) for sign in unicodedata.normalize("NFKC", text).strip())
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= 2 else None
    tens, ten, ones = word.partition("十")
    if not word or any(sign not in NUMERALS for sign in tens + ones) or max(len(tens), len(ones)) > 1:
        return None
    if not ten:
        return NUMERALS.index(tens)
    return (NUMERALS.index(tens) if tens else 1) * 10 + (NUMERALS.index(ones) if ones else 0)
