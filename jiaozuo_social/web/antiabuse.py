"""Keep robots out without keeping anybody else out: one mixin for every form that is open to all.

The browser does a proof of work (altcha's protocol, self-hosted) while the citizen writes. Where it
cannot (no JavaScript, an old phone, no TLS inside an intranet), a question in plain language stands
in its place; no picture is ever shown. Own browser code of a few lines, because altcha's widget
injects styles that our content policy forbids.

Challenge and question are signed for one form number (its client UUID). A solved one therefore opens
that form only: used again elsewhere it is refused, and used again on the same form it gives the same
case. Nothing is stored, and a form sent back with errors need not be solved twice.
"""

import base64
import json
import secrets
from datetime import timedelta
from typing import Any

import altcha
from constance import config
from django import forms
from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from .digits import NUMERALS, read_number

SALT = "human-check"
HONEYPOT = "website"
EXPIRED = "确认已过期，请重新回答“确认您不是机器人”中的问题"
WRONG = "答案不对，请再看一遍题目；答案写阿拉伯数字或汉字都可以"
ROBOT = "提交没有被接受。请不要填写“网址”一栏，然后再提交一次"


class HumanCheckMixin(forms.Form):
    """Adds the check to a form. The subclass says with :meth:`form_number` which form it is.

    Put ``{% include "web/human_check.html" %}`` into the form and the script into the page:
    ``{% static 'js/human-check.js' %}``.
    """

    human_answer = forms.CharField(
        label="确认您不是机器人", required=False, max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    human_token = forms.CharField(required=False, widget=forms.HiddenInput)
    human_work = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label="网址（请留空）",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def form_number(self) -> str:
        """The client UUID of this form, as sent or as first given out."""
        return str(self["client_uuid"].value() or "")

    def challenge(self) -> str:
        """The proof of work as JSON for the script."""
        expires = timezone.now() + timedelta(hours=config.HUMAN_CHECK_HOURS)
        options = altcha.ChallengeOptions(
            hmac_key=settings.ALTCHA_HMAC_KEY,
            max_number=config.HUMAN_CHECK_WORK,
            expires=expires,
            params={"form": self.form_number()},
        )
        return json.dumps(altcha.create_challenge(options).to_dict())

    def question(self) -> dict[str, str]:
        """A fresh question and its signed token."""
        first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
        token = signing.dumps([self.form_number(), _digest(first + second, self.form_number())], salt=SALT)
        return {"words": f"{NUMERALS[first]}加{NUMERALS[second]}等于几？", "token": token}

    @property
    def is_human(self) -> bool:
        """Whether what was sent proves it already: then the page need not ask again."""
        return self.is_bound and (self._work_is_done() or self._answer_error() == "")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get(HONEYPOT):
            self.add_error(None, ROBOT)
        elif not self._work_is_done():
            error = self._answer_error()
            if error:
                self.add_error("human_answer", error)
        return data

    def _work_is_done(self) -> bool:
        payload = self.data.get("human_work", "")
        try:
            content = json.loads(base64.b64decode(payload))
            is_solved, _ = altcha.verify_solution(content, settings.ALTCHA_HMAC_KEY)
            form = altcha.extract_params(content).get("form", [""])[0]
        except (ValueError, TypeError, AttributeError, KeyError):  # whatever a robot may send
            return False
        return is_solved and constant_time_compare(form, self.form_number())

    def _answer_error(self) -> str:
        answer = read_number(self.data.get("human_answer", ""))
        try:
            form, digest = signing.loads(
                self.data.get("human_token", ""), salt=SALT, max_age=config.HUMAN_CHECK_HOURS * 3600
            )
        except (signing.BadSignature, ValueError, TypeError):
            return EXPIRED
        if answer is None:
            return "请写出题目的答案"
        is_right = constant_time_compare(digest, _digest(answer, self.form_number()))
        return "" if is_right and constant_time_compare(form, self.form_number()) else WRONG


def _digest(answer: int, form: str) -> str:
    return salted_hmac(SALT, f"{form}:{answer}").hexdigest()
