from .campaign import Campaign
from .petition import Petition
from .suggestion import Suggestion
from .vote import PublicVote

__all__ = ["Campaign", "Petition", "PublicVote", "Suggestion"]
