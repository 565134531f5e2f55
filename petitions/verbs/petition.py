"""All verbs of a petition, gathered from the rooms where they are told."""

from jiaozuo_social.cases.verbs import CaseVerbs

from .citizen import CitizenVerbs
from .contact import ContactVerbs
from .desk import DeskVerbs
from .keeping import KeepingVerbs
from .objection import ObjectionVerbs
from .publishing import PublishingVerbs
from .review import ReviewVerbs
from .unit import UnitVerbs


class PetitionVerbs(
    DeskVerbs, ObjectionVerbs, UnitVerbs, ContactVerbs, ReviewVerbs, CitizenVerbs, PublishingVerbs, KeepingVerbs,
    CaseVerbs,
):  # fmt: skip
    """Mixin of the Petition model."""
