"""Which form each move of a grid case uses; a move that is not here asks for a note only."""

GRID: dict[str, str] = {
    "self_handle": "grids.forms.intake.SelfHandleForm",
    "ask_verify": "grids.forms.intake.AskVerifyForm",
    "verify": "grids.forms.intake.VerifyForm",
    "void": "grids.forms.intake.VoidForm",
    "correct": "grids.forms.intake.CorrectForm",
    "dispatch": "grids.forms.work.DispatchForm",
    "assign_handler": "grids.forms.work.HandlerForm",
    "feedback": "grids.forms.work.FeedbackForm",
    "request_extension": "grids.forms.work.ExtensionForm",
    "request_suspension": "grids.forms.work.SuspensionForm",
    "check_suspended": "grids.forms.work.NextCheckForm",
    "whistle": "grids.forms.work.WhistleForm",
    "record_arrival": "grids.forms.check.ArrivalForm",
    "rate_arrival": "grids.forms.check.ScoreForm",
    "assign_check": "grids.forms.check.CheckerForm",
    "reassign_check": "grids.forms.check.CheckerForm",
    "close": "grids.forms.check.CloseForm",
    "rework": "grids.forms.check.CheckForm",
    "supervise": "jiaozuo_social.cases.forms.oversight.SuperviseForm",
    "supplement": "jiaozuo_social.cases.forms.oversight.SupplementForm",
}
