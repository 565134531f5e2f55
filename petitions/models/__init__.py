from .campaign import Campaign
from .petition import Petition
from .suggestion import Suggestion

__all__ = ["Campaign", "Petition", "Suggestion"]
