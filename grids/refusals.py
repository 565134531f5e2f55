"""A change of grids or terms that is not allowed; ``str()`` is a sentence for the user."""


class GridRefused(Exception):
    """``field`` names the field of the form that the sentence belongs to, "" for none."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
