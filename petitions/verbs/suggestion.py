"""Verbs of a people's suggestion (rules §3)."""

from jiaozuo_social.cases.verbs import CaseVerbs


class SuggestionVerbs(CaseVerbs):
    """Mixin of the Suggestion model."""
