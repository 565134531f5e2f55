"""公开答复 by the desk, of an answer that stands and with the petitioner's consent."""

from jiaozuo_social.cases.moves import Move

from .. import publication_guards as guards
from ..states import PetitionState as S
from .seats import XF

STANDING = (S.REPLIED, S.REVIEWED, S.CONCLUDED, S.CLOSED)

PUBLISHING = (
    Move("publish_answer", "公开答复", STANDING, None, (XF,), guard=guards.may_publish, is_public=True),
    Move(
        "withdraw_publication",
        "撤回公开答复",
        (*STANDING, S.REVIEW, S.RECHECK),
        None,
        (XF,),
        guard=guards.is_published,
        is_public=True,
    ),
)
