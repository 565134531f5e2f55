"""重大、紧急 is reported 及时 (art. 25): the desk hears of it at once, not when a clock has run out."""

from jiaozuo_social.cases import audiences, notices
from jiaozuo_social.cases.models import Case


def tell_desk(case: Case) -> None:
    """Once per case and person, however often it is marked."""
    subject = f"重大紧急：{case.number} 须立即报告（条例第25条）"
    notices.tell(case, audiences.desk_people(case), "urgent", subject)
