"""异议与退回: the unit objects within five working days, the sender decides (art. 23)."""

from typing import TYPE_CHECKING, Any

from jiaozuo_social.cases import assignments
from jiaozuo_social.cases.models import Assignment
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.verbs import verb

from ..moves import MOVES

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department


class ObjectionVerbs:
    @verb
    def object(self: Any, *, by: Actor, note: str, suggested: "Department | None" = None) -> None:
        """Object with reasons; only the sender's consent sends the case back. Counts the ping-pong."""
        facts = {"suggested": suggested.name} if suggested else {}
        with self.moving(MOVES["object"], by=by, note=note, **facts):
            self.objection_count += 1
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.OBJECTED)

    @verb
    def uphold_objection(self: Any, *, by: Actor, note: str = "") -> None:
        """Agree: the case returns to the desk to be routed again."""
        with self.moving(MOVES["uphold_objection"], by=by, note=note):
            assignments.end(self, state=Assignment.State.RETURNED)
            self.department, self.handler, self.proposed_end = None, None, ""

    @verb
    def overrule_objection(self: Any, *, by: Actor, note: str) -> None:
        """Do not agree: the unit keeps the case and its time runs on."""
        with self.moving(MOVES["overrule_objection"], by=by, note=note):
            assignments.set_state(self, Assignment.Role.LEAD, Assignment.State.PENDING)
