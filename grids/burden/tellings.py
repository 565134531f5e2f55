"""Who is told of a 减负 task, in the transaction of the step."""

from collections.abc import Iterable

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import members
from jiaozuo_social.outbox.services import NewNotice, notify_many

from .models import BurdenTask


def assigned(task: BurdenTask) -> None:
    """Lead and co-departments hear of it once."""
    for department in [task.lead, *task.co.all()]:
        word = "牵头" if department.pk == task.lead_id else "配合"
        people = [m.user_id for m in members(department, Duty.HANDLER, Duty.HEAD)]
        _tell(
            task, people, f"assigned:{word}:{department.pk}", f"减负任务由你单位{word}：{task.problem[:60]}"
        )


def proposed(task: BurdenTask) -> None:
    people = [m.user_id for m in members(task.department, Duty.BURDEN)]
    _tell(task, people, _moment(task, "propose"), f"申请认定完成：{task.problem[:60]}")


def to_lead(task: BurdenTask, what: str, subject: str, body: str) -> None:
    people = [m.user_id for m in members(task.lead, Duty.HANDLER, Duty.HEAD)]
    _tell(task, people, _moment(task, what), subject, body)


def _moment(task: BurdenTask, what: str) -> str:
    """The same thing may happen again to a task: its history tells one time from another."""
    return f"{what}:{task.entries.count()}"


def _tell(task: BurdenTask, people: Iterable[int], what: str, subject: str, body: str = "") -> None:
    notify_many(
        NewNotice(
            user_id=user_id,
            kind="burden.task",
            subject=subject,
            body=body,
            link=f"/grids/burden/tasks/{task.pk}/",
            dedupe_key=f"burden:task:{task.pk}:{what}:user:{user_id}",
        )
        for user_id in sorted(set(people))
    )
