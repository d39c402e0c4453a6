"""Who acts: roles and the actor that every service takes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in one agency; the words of the decree's process."""

    DRAFTER = "drafter"
    UNIT_HEAD = "unit_head"
    FORMAT_CHECKER = "format_checker"
    REVIEWER = "reviewer"
    OFFICE_HEAD = "office_head"
    DEPUTY = "deputy"
    SIGNER = "signer"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    INSTALLATION_ADMIN = "installation_admin"


ROLE_LABELS = {
    Role.DRAFTER: "Chuyên viên",
    Role.UNIT_HEAD: "Lãnh đạo đơn vị",
    Role.FORMAT_CHECKER: "Người kiểm tra thể thức",
    Role.REVIEWER: "Chuyên viên thẩm tra",
    Role.OFFICE_HEAD: "Lãnh đạo Văn phòng",
    Role.DEPUTY: "Cấp phó phụ trách lĩnh vực",
    Role.SIGNER: "Lãnh đạo ký",
    Role.CLERK: "Văn thư",
    Role.ADMINISTRATOR: "Quản trị cơ quan",
    Role.INSTALLATION_ADMIN: "Quản trị hệ thống",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at work in one agency, as every service sees him."""

    person_id: int
    full_name: str
    agency_id: int
    unit_id: int | None
    position: str
    roles: frozenset[Role]
    password_given_at: datetime | None = None
    """When the password was last typed (UTC), for deeds that ask for it again."""
    standing_in: "StandingIn | None" = None
    """In whose place he acts now; None: as himself, which every page begins with."""
    reads_for: frozenset[int] = frozenset()
    """People in whose place he may act today: he reads what they were asked about."""

    @property
    def answering(self) -> "Actor":
        """Whose word is given: the absent person's, or his own."""
        return self.standing_in.absent if self.standing_in else self

    def has(self, role: Role) -> bool:
        """Tell whether the actor holds the role in this agency."""
        return role in self.roles


@dataclass(frozen=True, slots=True)
class StandingIn:
    """For whom somebody handles papers in the system, and by which document.

    It changes who clicks, never who signs: the power to sign is another matter (Điều 13).
    """

    stand_in_id: int
    absent: Actor
    document: str
    """Number, date and name of the paper that says so."""
