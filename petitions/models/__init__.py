from .campaign import Campaign
from .contact import Contact
from .petition import Petition
from .publication import Publication
from .suggestion import Suggestion
from .vote import PublicVote

__all__ = ["Campaign", "Contact", "Petition", "PublicVote", "Publication", "Suggestion"]
