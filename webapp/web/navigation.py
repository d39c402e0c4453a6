"""The main menu: what each role finds at the top of every page."""

from dataclasses import dataclass

from flask import request

from webapp.domain.people import Actor, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    label: str
    endpoint: str
    icon: str
    roles: frozenset[Role] = frozenset(Role)
    """Who sees it: any one of these."""

    @property
    def current(self) -> bool:
        """Tell whether the page shown belongs to this entry."""
        return request.endpoint == self.endpoint or (
            self.room != "inbox" and (request.endpoint or "").startswith(f"{self.room}.")
        )

    @property
    def room(self) -> str:
        """Return the blueprint."""
        return self.endpoint.partition(".")[0]


WORKING = frozenset(Role) - {Role.INSTALLATION_ADMIN}
MENU = (
    Entry("Bàn làm việc", "inbox.desk", "home"),
    Entry("Văn bản", "plans.index", "files", WORKING),
    Entry("Kiểm tra thể thức", "checking.choose", "checks", WORKING),
    Entry("Sổ văn bản đi", "registers.book", "book", WORKING),
    Entry("Phân công", "powers.index", "users", WORKING),
    Entry("Quản trị", "admin.home", "settings", frozenset({Role.ADMINISTRATOR})),
    Entry("Hệ thống", "installation.agencies", "building", frozenset({Role.INSTALLATION_ADMIN})),
    Entry("Trợ giúp", "help.index", "help-circle"),
)


def menu(actor: Actor) -> tuple[Entry, ...]:
    """Return the entries that the actor's roles give him."""
    return tuple(entry for entry in MENU if entry.roles & actor.roles)
