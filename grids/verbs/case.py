"""All verbs of a grid case, gathered from the rooms where they are told."""

from jiaozuo_social.cases.verbs import CaseVerbs

from .check import CheckVerbs
from .delay import DelayVerbs
from .intake import IntakeVerbs
from .joint import JointVerbs
from .work import WorkVerbs


class GridVerbs(IntakeVerbs, WorkVerbs, DelayVerbs, CheckVerbs, JointVerbs, CaseVerbs):
    """Mixin of the GridCase model."""
