"""Which suggestions the public may see, and which a campaign still owes an answer."""

from django.db.models import Q

from jiaozuo_social.cases.querysets import CaseQuerySet

from .states import SuggestionState as S

UNANSWERED = (S.RECEIVED, S.SCREENED, S.MERGED, S.ASSIGNED, S.RETURNED, S.STUDYING)
UNREAD = (S.RECEIVED, S.CONVERTED, S.ARCHIVED, S.MERGED)


class SuggestionQuerySet(CaseQuerySet):
    def displayed(self) -> CaseQuerySet:
        """Adopted suggestions that the desk published with the contributor's consent."""
        return self.published().filter(~Q(published_at=None))

    def hints(self) -> CaseQuerySet:
        """Titles that a stranger may be shown while typing: by consent, and read by the desk first."""
        return self.published().exclude(state__in=UNREAD)

    def unanswered(self) -> CaseQuerySet:
        return self.filter(state__in=UNANSWERED)
