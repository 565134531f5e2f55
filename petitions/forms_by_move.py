"""Which form asks for what a move needs; a move not named here asks for a note only."""

PETITION: dict[str, str] = {}

SUGGESTION: dict[str, str] = {}
