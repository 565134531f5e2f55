"""Which form asks for what a move needs; a move not named here asks for a note only."""

PETITION: dict[str, str] = {
    "register": "petitions.forms.moves_desk.RegisterForm",
    "correct": "petitions.forms.moves_desk.CorrectForm",
    "dispatch": "petitions.forms.moves_desk.DispatchForm",
    "dispatch_simple": "petitions.forms.moves_desk.SimpleForm",
    "guide": "petitions.forms.moves_desk.GuideForm",
    "reject": "petitions.forms.moves_desk.RejectForm",
    "merge": "petitions.forms.moves_desk.MergeForm",
    "confirm_rejection": "petitions.forms.moves_desk.ConfirmRejectionForm",
    "confirm_guidance": "petitions.forms.moves_desk.ConfirmGuidanceForm",
    "supervise": "petitions.forms.moves_desk.SuperviseForm",
    "object": "petitions.forms.moves_unit.ObjectForm",
    "accept": "petitions.forms.moves_unit.AcceptForm",
    "propose_end": "petitions.forms.moves_unit.ProposeEndForm",
    "start_handling": "petitions.forms.moves_unit.HandlerForm",
    "assign_handler": "petitions.forms.moves_unit.HandlerForm",
    "request_extension": "petitions.forms.moves_unit.ExtensionForm",
    "approve_extension": "petitions.forms.moves_unit.ExtensionForm",
    "co_answer": "petitions.forms.moves_unit.CoAnswerForm",
    "mediate": "petitions.forms.moves_unit.MediateForm",
    "supplement": "petitions.forms.moves_unit.SupplementForm",
    "submit_answer": "petitions.forms.moves_answer.AnswerForm",
    "reply": "petitions.forms.moves_answer.ReplyForm",
    "review": "petitions.forms.moves_review.ReviewForm",
    "revoke": "petitions.forms.moves_review.RevokeForm",
    "conclude": "petitions.forms.moves_review.ConcludeForm",
}

SUGGESTION: dict[str, str] = {}
