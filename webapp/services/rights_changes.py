"""One change of what a person may do in an agency: a part holds at once, a part waits."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.models.organisations import MembershipRow, UnitRow
from webapp.domain.access_grants import Grant, Place, given, kept, others
from webapp.domain.people import Actor
from webapp.services import access_grants, audit, notices
from webapp.services.access_grants import grant_of, place_of


class RightsChange:
    """The change under way; made before anything is written, settled after the audit event."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        membership: MembershipRow,
        now: datetime,
        *,
        by_installation: bool = False,
    ) -> None:
        self._session, self._actor, self._now = session, actor, now
        self.membership = membership
        self._by_installation = by_installation
        self.held = place_of(membership)
        """What the person has before the change."""
        person_id = membership.person_id or 0  # a new account has none yet
        self._before = access_grants.waiting_of(session, actor.agency_id, person_id)
        # Who is told that a right was taken away includes those who lose it.
        self._confirmers = access_grants.confirmers_of(session, actor.agency_id, vietnam_today(now))
        self._second = others(self._confirmers, person_id, actor.person_id)
        self._is_new = membership.id is None
        self._grant, self._kept = Grant(), self.held
        self.details: dict[str, object] = {}
        """For the audit event of the change: why a gain held at once."""

    @property
    def wanted_before(self) -> Place:
        """Return the place with what waited until now."""
        return grant_of(self._before).given_to(self.held)

    @property
    def stays_active(self) -> bool:
        """Tell whether the person is to work in the agency: new, at work, or waited for."""
        return self._is_new or self.wanted_before.active

    def want(self, wanted: Place) -> dict[str, object]:
        """Write what holds at once; return what changed, for the audit event."""
        self._kept, self._grant = kept(self.held, wanted), given(self.held, wanted)
        if self._grant and (self._by_installation or not self._second):
            self.details["confirmed"] = "by_installation" if self._by_installation else "alone"
            self._kept, self._grant = self._grant.given_to(self._kept), Grant()
        if self._before is not None and grant_of(self._before) != self._grant:
            access_grants.decide(self._before, self._actor, "dropped", self._now)
        return access_grants.write_place(self.membership, self._kept)

    def settle(self) -> None:
        """Let the rest wait, with its own event, and tell those who confirm."""
        self._tell_what_was_taken()
        if not self._grant or grant_of(self._before) == self._grant:
            return
        person_id = self.membership.person_id
        row = access_grants.add(self._session, self._actor, person_id, self._grant, self._now)
        audit.write_ahead(self._session)
        access_grants.tell_who_may_confirm(self._session, row, self._now)
        details = {
            "joins": row.joins,
            "unit_id": row.unit_id,
            "roles": row.roles.split(),
            "person": person_id,
        }
        audit.record(
            self._session,
            self._actor,
            "propose_access",
            now=self._now,
            subject=access_grants.about(row),
            details=details,
        )

    def _tell_what_was_taken(self) -> None:
        words = self._taken()
        if not words:
            return
        name = access_grants.name_of(self._session, self.membership.person_id)
        message = f"{self._actor.full_name} đã bỏ quyền của {name}: {words}. Có hiệu lực ngay."
        people = self._confirmers - {self._actor.person_id}
        notices.tell_about_settings(
            self._session,
            self._actor.agency_id,
            people,
            "rights_taken",
            message=message,
            now=self._now,
        )

    def _taken(self) -> str:
        parts = []
        if self.held.active and not self._kept.active:
            parts.append("thôi làm việc trong cơ quan")
        lost = self.held.roles - self._kept.roles
        if lost:
            parts.append(f"vai trò {', '.join(access_grants.role_words(lost))}")
        if self.held.unit_id is not None and self._kept.unit_id != self.held.unit_id:
            unit = self._session.get_one(UnitRow, self.held.unit_id)
            parts.append(f"thuộc {unit.name}")
        return "; ".join(parts)
