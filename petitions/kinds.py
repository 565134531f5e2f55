"""The two kinds of case of this app, as the case package must know them."""

from grids.consultation import casepage as consultations
from jiaozuo_social.cases.kinds import Facet, Kind
from jiaozuo_social.orgs.models import Duty

from . import forms_by_move, messages, moves, public_words, suggestion_moves, waits
from .choices import AdoptionResult, Purpose, UseType
from .states import PetitionState, SuggestionState

PETITION = Kind(
    code="petition",
    label="信访件",
    model="petitions.Petition",
    prefix="XF",
    has_confidential=True,
    states=PetitionState,
    initial=PetitionState.SUBMITTED,
    moves=moves.MOVES,
    desk_duties=frozenset({Duty.REGISTRAR, Duty.APPROVER}),
    template="petitions/staff/petition.html",
    forms=forms_by_move.PETITION,
    messages=messages.PETITION,
    waits=waits.PETITION,
    context=consultations.context,
    facets=(Facet("purpose", "信访目的", tuple(Purpose.choices), "petition__purpose"),),
    personal=(
        "accused_name",
        "extension_reason",
        "answer_request",
        "answer_facts",
        "answer_opinion",
    ),
    face=public_words.PETITION,
    is_procedure=True,
)

SUGGESTION = Kind(
    code="suggestion",
    label="人民建议",
    model="petitions.Suggestion",
    prefix="JY",
    states=SuggestionState,
    initial=SuggestionState.RECEIVED,
    moves=suggestion_moves.MOVES,
    desk_duties=frozenset({Duty.SOLICITOR}),
    template="petitions/staff/suggestion.html",
    desk="人民建议征集办",
    unassigned="未分办",
    forms=forms_by_move.SUGGESTION,
    messages=messages.SUGGESTION,
    waits=waits.SUGGESTION,
    facets=(
        Facet("result", "采纳结果", tuple(AdoptionResult.choices), "suggestion__result"),
        Facet("use_type", "转化用途", tuple(UseType.choices), "suggestion__use_type"),
    ),
    personal=("proposal", "extension_reason", "answer_text"),
    face=public_words.SUGGESTION,
)
