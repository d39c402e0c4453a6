"""Changed access rights: what is taken away holds at once, what is given waits for a second word.

Annex VI, part I, III.3c: the system warns of a changed right until a competent person confirms it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.domain.people import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in an agency, as far as it opens anything to him."""

    active: bool = False
    unit_id: int | None = None
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """What a place is to get beyond what it has."""

    joins: bool = False
    """He begins to work in the agency, or works there again."""
    unit_id: int | None = None
    """The unit he comes into; None: he stays where he is."""
    roles: frozenset[Role] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether it gives anything."""
        return bool(self.joins or self.roles) or self.unit_id is not None

    def given_to(self, place: Place) -> Place:
        """Return the place once the grant holds."""
        return Place(
            active=place.active or self.joins,
            unit_id=place.unit_id if self.unit_id is None else self.unit_id,
            roles=place.roles | self.roles,
        )


def kept(held: Place, wanted: Place) -> Place:
    """Return what of the place holds from now on: nothing that is not wanted, nothing new.

    Who moves to another unit stays in his own until the move is confirmed: he can be in one alone.
    """
    return Place(
        active=held.active and wanted.active,
        unit_id=None if wanted.unit_id is None else held.unit_id,
        roles=held.roles & wanted.roles,
    )


def given(held: Place, wanted: Place) -> Grant:
    """Return what the wanted place has beyond the one that is held."""
    return Grant(
        joins=wanted.active and not held.active,
        unit_id=None if wanted.unit_id == held.unit_id else wanted.unit_id,
        roles=wanted.roles - held.roles,
    )


def others(confirmers: Collection[int], person_id: int, entered_by: int) -> frozenset[int]:
    """Return who may confirm it; none: there is no second person, and a grant holds at once."""
    return frozenset(confirmers) - {person_id, entered_by}


def confirm_refusal(
    person_id: int, entered_by: int, actor_id: int, confirmers: Collection[int]
) -> str | None:
    """Return why the actor may not confirm it, as a sentence; None when he may."""
    if actor_id in others(confirmers, person_id, entered_by):
        return None
    if actor_id == entered_by:
        return (
            "Người cấp không tự xác nhận quyền mình cấp; chờ quản trị khác, người đứng đầu cơ quan "
            "hoặc chánh văn phòng."
        )
    if actor_id == person_id:
        return "Không ai tự xác nhận quyền của mình; chờ người có thẩm quyền xác nhận."
    return (
        "Chỉ quản trị cơ quan, người đứng đầu cơ quan hoặc chánh văn phòng xác nhận quyền truy "
        "cập; báo người đó xác nhận."
    )
