"""The empty slots of 7类37项 and the usual synonyms; what is there already is left as it is."""

from .fieldnames import load_synonyms
from .models import BurdenCategory, BurdenItem

CATEGORIES, ITEMS = 7, 37
TO_FILL_IN = "待部门填写"


def load() -> tuple[int, int, int]:
    """Returns how many categories, items and synonyms were missing."""
    before = BurdenCategory.objects.count(), BurdenItem.objects.count()
    BurdenCategory.objects.bulk_create(
        [BurdenCategory(number=n, name=f"第{n}类（{TO_FILL_IN}）") for n in range(1, CATEGORIES + 1)],
        ignore_conflicts=True,
    )
    BurdenItem.objects.bulk_create(
        [BurdenItem(number=n, name=f"第{n}项（{TO_FILL_IN}）") for n in range(1, ITEMS + 1)],
        ignore_conflicts=True,
    )
    synonyms = load_synonyms()
    return BurdenCategory.objects.count() - before[0], BurdenItem.objects.count() - before[1], synonyms
