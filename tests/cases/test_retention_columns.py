"""Every free text of every kind of case is either emptied in time or kept for a reason."""

import pytest
from django.db import models

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.kinds import Kind

KEPT = {
    "petitions.Petition.answer_basis": "articles of law",
    "petitions.Suggestion.hotline_number": "a number of another system",
    "petitions.Suggestion.use_proof": "what came of it, by the department",
    "petitions.Suggestion.public_text": "published with the contributor's consent",
}


def free_texts(kind: Kind) -> set[str]:
    return {
        one.name
        for one in kind.model_class()._meta.local_concrete_fields
        if isinstance(one, models.CharField | models.TextField) and not one.choices
    }


@pytest.mark.parametrize("kind", kinds.all_kinds(), ids=lambda kind: kind.code)
def test_a_new_text_column_must_be_decided_on(kind: Kind) -> None:
    kept = {name.rsplit(".", 1)[1] for name in KEPT if name.rsplit(".", 1)[0] == kind.model}
    assert free_texts(kind) - set(kind.personal) - kept == set()
    assert set(kind.personal) <= free_texts(kind) and not kept & set(kind.personal)
