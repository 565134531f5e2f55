"""Word files in the form of GB/T 9704-2012 (rules §9), for notices, answers and reports alike.

22 lines of 28 characters: the text area is 156 × 225 mm, a line 28 pt. Fonts are named, never embedded.
"""

from .paper import Gongwen
from .type import WIDTH, numeral

__all__ = ["WIDTH", "Gongwen", "numeral"]
