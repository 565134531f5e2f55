"""公开答复: the desk shows an answer to the public in words that name nobody."""

from typing import Any

from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.verbs import verb

from .. import publications
from ..moves import MOVES


class PublishingVerbs:
    @verb
    def publish_answer(self: Any, *, by: Actor, public_title: str, public_text: str, note: str = "") -> None:
        """Checked here too: nobody's name, phone, ID number or address gets to the public by any door."""
        from ..models import Publication

        with self.moving(MOVES["publish_answer"], by=by, note=note):
            title, text = public_title.strip(), public_text.strip()
            if not title or not text:
                raise MoveRefused("请填写公开标题和公开内容。")
            if held := publications.personal_data(self, f"{title}\n{text}"):
                raise MoveRefused("".join(held))
            Publication.objects.create(case_id=self.pk, title=title, text=text, published_by=by.user)

    @verb
    def withdraw_publication(self: Any, *, by: Actor, note: str) -> None:
        with self.moving(MOVES["withdraw_publication"], by=by, note=note):
            publications.end(self)
