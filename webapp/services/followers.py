"""How an issued paper stands: what later papers made of it, read from them each time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.db.once import once
from webapp.db.queries import chain as queries
from webapp.db.queries.chain import FollowerLine
from webapp.domain.chain import (
    ENDING,
    SHORT_MARKS,
    Follower,
    LinkKind,
    frozen_sentence,
    mark_of,
)
from webapp.domain.errors import ForbiddenError
from webapp.domain.workflow import PlanState
from webapp.services.numbering import number_text_of


@dataclass(frozen=True, slots=True)
class Followed:
    """A later paper, with where it is."""

    plan_id: int
    follower: Follower
    is_issued: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a paper after it was issued."""

    followed: tuple[Followed, ...] = ()
    """Every later paper that is on its way or issued, oldest first."""

    @property
    def recalled_by(self) -> str:
        """Return «Thông báo số 12/TB-UBND ngày …»; empty: it was not recalled."""
        return self._issued(LinkKind.RECALLS)

    @property
    def replaced_by(self) -> str:
        """Return the plan that took its place; empty: none did."""
        return self._issued(LinkKind.REPLACES)

    @property
    def named_in(self) -> str:
        """Return an issued paper that names its number, whatever it made of it; empty: none."""
        return next((one.follower.named for one in self.followed if one.is_issued), "")

    @property
    def ending_open(self) -> str:
        """Return «dự thảo thông báo» that is to end it; empty: none is on its way."""
        open_ones = (one.follower for one in self.followed if not one.is_issued)
        ending = (one for one in open_ones if one.kind in ENDING)
        return next((f"dự thảo {one.document_type.lower()}" for one in ending), "")

    @property
    def marks(self) -> tuple[str, ...]:
        """Return «Đã thu hồi theo Thông báo số …»: what every page and copy of it says."""
        return tuple(mark_of(one.follower) for one in self.followed if one.is_issued)

    @property
    def badges(self) -> tuple[str, ...]:
        """Return «Đã thu hồi» for lists: what ended it, else what else was made of it, once."""
        issued = [one.follower.kind for one in self.followed if one.is_issued]
        ended = [kind for kind in issued if kind in ENDING]
        return tuple(dict.fromkeys(SHORT_MARKS[kind] for kind in ended or issued))

    @property
    def ended_by(self) -> Follower | None:
        """Return what ended it; None while it is in force."""
        issued = (one.follower for one in self.followed if one.is_issued)
        return next((one for one in issued if one.kind in ENDING), None)

    def _issued(self, kind: LinkKind) -> str:
        found = (one.follower for one in self.followed if one.is_issued)
        return next((one.named for one in found if one.kind is kind), "")


@once
def standing_of(session: Session, plan_id: int) -> Standing:
    """Return what later papers made of the plan."""
    return _standing(queries.followers_of(session, (plan_id,)))


def standings_of(session: Session, plan_ids: Collection[int]) -> dict[int, Standing]:
    """Return the same for several plans; who has no later paper is not in it."""
    found: dict[int, list[FollowerLine]] = {}
    for line in queries.followers_of(session, plan_ids) if plan_ids else ():
        found.setdefault(line.target_id, []).append(line)
    return {plan_id: _standing(lines) for plan_id, lines in found.items()}


def badges_of(session: Session, plan_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return what lists say of the plans beside their state."""
    return {one: stands.badges for one, stands in standings_of(session, plan_ids).items()}


def demand_not_recalled(session: Session, plan_id: int) -> None:
    """Refuse a change of what was recalled; lock the plan before (PL6 III.8a)."""
    recalled_by = standing_of(session, plan_id).recalled_by
    if recalled_by:
        raise ForbiddenError(frozen_sentence(recalled_by))


def _standing(lines: Iterable[FollowerLine]) -> Standing:
    return Standing(tuple(_followed(line) for line in lines))


def _followed(line: FollowerLine) -> Followed:
    number = number_text_of(line.code_number, line.code_notation)
    follower = Follower(LinkKind(line.kind), line.document_type, number, line.promulgated_on)
    return Followed(line.plan_id, follower, line.state == PlanState.ISSUED)
