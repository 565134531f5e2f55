"""All verbs of a petition, gathered from the rooms where they are told."""

from jiaozuo_social.cases.verbs import CaseVerbs

from .citizen import CitizenVerbs
from .desk import DeskVerbs
from .keeping import KeepingVerbs
from .objection import ObjectionVerbs
from .review import ReviewVerbs
from .unit import UnitVerbs


class PetitionVerbs(DeskVerbs, ObjectionVerbs, UnitVerbs, ReviewVerbs, CitizenVerbs, KeepingVerbs, CaseVerbs):
    """Mixin of the Petition model."""
