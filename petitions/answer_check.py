"""Check an answer before it is sent: complete, founded on law, about the matter, without others' data.

Rules only, so that it runs offline. A finding that blocks must be mended; another may be accepted.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from django.conf import settings
from stdnum.cn import ric

from jiaozuo_social.cases.forms.base import Finding
from jiaozuo_social.cases.models import Party
from jiaozuo_social.cases.search import normalise

from .answers import ELEMENTS

if TYPE_CHECKING:
    from .models import Petition

TITLED = re.compile(r"《[^《》]{2,60}》")
ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇两\d]+条")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
BLANK = re.compile(r"[ 　]{2,}[年月日]|[_＿]{2,}")
SHORT = 10
PETITIONERS = (Party.Role.PETITIONER, Party.Role.REPRESENTATIVE)


def check(
    petition: "Petition", texts: Mapping[str, str], *, decision: str, gaps_block: bool = True
) -> list[Finding]:
    """Findings in the order of the fields; ``texts`` are the four elements by name."""
    return [
        *_elements(texts, decision, gaps_block),
        *_basis(texts.get("answer_basis", ""), gaps_block),
        *_blanks(texts),
        *_numbers(petition, texts),
        *_names(petition, texts),
        *_relevance(petition, texts),
    ]


def _elements(texts: Mapping[str, str], decision: str, blocks: bool) -> Iterator[Finding]:
    """Art. 32: 投诉请求、事实和理由、处理意见、法律法规依据."""
    for name, label in ELEMENTS.items():
        text = texts.get(name, "").strip()
        if not text:
            yield Finding(f"缺少“{label}”（条例第32条）。", blocks, name)
        elif name in ("answer_facts", "answer_opinion") and len(text) < SHORT:
            yield Finding(f"“{label}”只有 {len(text)} 个字，请确认已经写清楚。", False, name)
    if not decision:
        yield Finding("没有选择支持与否的结论（条例第32条）。", blocks, "decision")


def _basis(text: str, blocks: bool) -> Iterator[Finding]:
    if not text.strip():
        return
    titled, article = TITLED.search(text), ARTICLE.search(text)
    if not titled and not article:
        yield Finding("法律法规依据没有写明名称（《…》）或条款（第…条）。", blocks, "answer_basis")
    elif not titled:
        yield Finding("法律法规依据只有条款，没有写明名称（《…》）。", False, "answer_basis")


def _blanks(texts: Mapping[str, str]) -> Iterator[Finding]:
    """What a template left open."""
    for name, text in texts.items():
        label = ELEMENTS.get(name, name)
        if "{{" in text:
            yield Finding(f"“{label}”中有没有填入的模板字段（{{{{ … }}}}）。", True, name)
        elif BLANK.search(text):
            yield Finding(f"“{label}”中还有模板的空格没有填写。", True, name)


def _numbers(petition: "Petition", texts: Mapping[str, str]) -> Iterator[Finding]:
    """ID numbers never belong in an answer; a mobile phone only if it is an office's own."""
    office = {
        _digits(settings.CONTACT_PHONE),
        _digits(petition.department.phone if petition.department else ""),
    }
    for name, text in texts.items():
        label = ELEMENTS.get(name, name)
        if any(ric.is_valid(found.upper()) for found in ID_NUMBER.findall(text)):
            yield Finding(f"“{label}”中有身份证号码，请删去。", True, name)
        phones = {"".join(parts) for parts in MOBILE.findall(text)}
        if phones - office:
            yield Finding(f"“{label}”中有个人手机号码，请删去（本单位对外电话除外）。", True, name)


def _names(petition: "Petition", texts: Mapping[str, str]) -> Iterator[Finding]:
    """Names of other people in the case. A merged answer goes to several people: no name at all."""
    parties = list(petition.parties.all())
    has_merged = petition.links_in.filter(relation="merged").exists()
    one_reader = not has_merged and sum(party.role in PETITIONERS for party in parties) == 1
    for name, text in texts.items():
        for party in parties:
            if len(party.name) < 2 or party.name not in text:
                continue
            label = ELEMENTS.get(name, name)
            if has_merged:
                yield Finding(f"“{label}”中有信访人姓名，并案答复会发给多人，请删去。", True, name)
            elif party.role == Party.Role.ACCUSED or not (one_reader and party.role in PETITIONERS):
                yield Finding(f"“{label}”中有他人姓名（{party.masked_name}），请确认必要。", False, name)


def _relevance(petition: "Petition", texts: Mapping[str, str]) -> Iterator[Finding]:
    """An answer that shares no pair of characters with the matter is probably another one's."""
    answer = _pairs("".join(texts.values()))
    if answer and not answer & _pairs(petition.title + petition.body):
        yield Finding("答复与所反映的事项没有共同的词语，请确认没有答错件。", False)


def _pairs(text: str) -> set[str]:
    letters = [letter for letter in normalise(text) if letter.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())
