"""Tables of 居民议事与同筹."""

from .consultation import Consultation, ConsultationCost, ConsultationEntry, ConsultationFile
from .household import Household
from .money import LedgerLine, Share
from .vote import Ballot, Turnout

__all__ = [
    "Ballot", "Consultation", "ConsultationCost", "ConsultationEntry", "ConsultationFile", "Household",
    "LedgerLine", "Share", "Turnout",
]  # fmt: skip
