"""When two fields of two returns ask for the same thing: the name stripped of its dress, then its synonym."""

import re
import unicodedata
from collections.abc import Iterable

from django.db import transaction

from .models import FieldSynonym, InventoryRow, ReturnField

REMARK = re.compile(r"[(\[【{（].*?[)\]】}）]")
DRESS = re.compile(r"[\s\W_]+")
SEPARATORS = re.compile(r"[、，,；;\n\t|]+")
LONGEST = 60
# Words that people use for one thing; the office may change them.
SYNONYMS = (
    ("手机号", "联系电话"), ("手机号码", "联系电话"), ("电话", "联系电话"), ("电话号码", "联系电话"), ("联系方式", "联系电话"),
    ("身份证号码", "身份证号"), ("公民身份号码", "身份证号"), ("证件号码", "身份证号"), ("身份证", "身份证号"),
    ("住址", "居住地址"), ("家庭住址", "居住地址"), ("现住址", "居住地址"), ("现居住地址", "居住地址"),
    ("人口数", "总人口"), ("人口总数", "总人口"), ("户数", "总户数"), ("出生年月", "出生日期"),
)  # fmt: skip


def normalise(name: str) -> str:
    """手机号（必填）, 手 机 号 and 手机号： are one name."""
    plain = unicodedata.normalize("NFKC", name).lower()
    bare = DRESS.sub("", REMARK.sub("", plain)) or DRESS.sub("", plain)
    return bare[:LONGEST]


def split(text: str) -> list[str]:
    """Names as people list them: one a line, or with 、，；; each once."""
    found: dict[str, str] = {}
    for part in SEPARATORS.split(text):
        name = part.strip()[:LONGEST]
        if normalise(name):
            found.setdefault(normalise(name), name)
    return list(found.values())


def meanings(plain: Iterable[str]) -> dict[str, str]:
    return dict(FieldSynonym.objects.filter(word__in=list(plain)).values_list("word", "meaning"))


@transaction.atomic
def set_fields(row: InventoryRow, names: list[str]) -> None:
    """Make these the fields of a return; unchanged ones keep their rows."""
    wanted = {normalise(name): name for name in names}
    row.fields.exclude(plain__in=wanted).delete()
    known = set(row.fields.values_list("plain", flat=True))
    means = meanings(wanted)
    ReturnField.objects.bulk_create(
        ReturnField(row=row, name=name, plain=plain, key=means.get(plain, plain))
        for plain, name in wanted.items()
        if plain not in known
    )


@transaction.atomic
def add_synonym(word: str, meaning: str) -> FieldSynonym:
    """Say that a word means another; fields entered already are compared anew."""
    synonym, _ = FieldSynonym.objects.update_or_create(
        word=normalise(word), defaults={"meaning": normalise(meaning)}
    )
    ReturnField.objects.filter(plain=synonym.word).update(key=synonym.meaning)
    return synonym


@transaction.atomic
def remove_synonym(synonym: FieldSynonym) -> None:
    synonym.delete()
    ReturnField.objects.filter(plain=synonym.word).update(key=synonym.word)


def load_synonyms() -> int:
    """Enter the usual ones if there is none at all: what the office deleted stays deleted."""
    if FieldSynonym.objects.exists():
        return 0
    for word, meaning in SYNONYMS:
        add_synonym(word, meaning)
    return len(SYNONYMS)
