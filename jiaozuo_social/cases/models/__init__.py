"""The case and what hangs on it, one noun a file."""

from .assignment import Assignment
from .attachment import Attachment
from .case import Case, CaseLink, CaseText, Category
from .clock import Clock, ClockRule, ReminderStep
from .document import AnswerTemplate, Document
from .entry import Entry
from .hold import Hold
from .party import Party
from .rating import Rating
from .receipt import QueryCodeTry
from .savedview import SavedView
from .supervision import Supervision

__all__ = [
    "AnswerTemplate",
    "Assignment",
    "Attachment",
    "Case",
    "CaseLink",
    "CaseText",
    "Category",
    "Clock",
    "ClockRule",
    "Document",
    "Entry",
    "Hold",
    "Party",
    "QueryCodeTry",
    "Rating",
    "ReminderStep",
    "SavedView",
    "Supervision",
]
