"""All verbs of a people's suggestion (rules §3), gathered from the rooms where they are told."""

from jiaozuo_social.cases.verbs import CaseVerbs

from .suggestion_desk import SuggestionDeskVerbs
from .suggestion_results import SuggestionResultVerbs
from .suggestion_unit import SuggestionUnitVerbs


class SuggestionVerbs(SuggestionDeskVerbs, SuggestionUnitVerbs, SuggestionResultVerbs, CaseVerbs):
    """Mixin of the Suggestion model."""
