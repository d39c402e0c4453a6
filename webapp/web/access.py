"""Who may call a route: each view is marked, and one guard before every request reads the mark."""

from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Role
from webapp.services import second_factors
from webapp.services.accounts import Who
from webapp.web.context import current_who, parts
from webapp.web.errors import SignInNeededError

PUBLIC = "public"
SIGNED_IN = "signed_in"
Allows = str | frozenset[Role]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def public(view: View) -> View:
    """Let everybody call the view."""
    return mark(view, PUBLIC)


def signed_in(view: View) -> View:
    """Let every signed-in person call the view; the service decides the rest."""
    return mark(view, SIGNED_IN)


def roles(*allowed: Role) -> Callable[[View], View]:
    """Let holders of one of the roles call the view."""
    return lambda view: mark(view, frozenset(allowed))


def before_new_password(view: View) -> View:
    """Let the view be called by somebody who must first change his password."""
    view.before_new_password = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def before_second_factor(view: View) -> View:
    """Let the view be called by somebody who must first turn on his second factor."""
    view.before_second_factor = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def limited(rate: str) -> Callable[[View], View]:
    """Let one address call the view so often («20 per minute»)."""

    def marked(view: View) -> View:
        view.rate = rate  # type: ignore[attr-defined]  # a mark on a function
        return view

    return marked


def mark(view: View, allows: Allows) -> View:
    """Write on the view who may call it."""
    view.allows = allows  # type: ignore[attr-defined]  # a mark on a function
    return view


def allows_of(view: object) -> Allows:
    """Return who may call the view; a view without a mark is a bug, and closed."""
    return cast("Allows", view.allows)  # type: ignore[attr-defined]  # a mark on a function


def install(app: Flask) -> None:
    """Guard every request of the application; install it before the check of form tokens."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        view = app.view_functions.get(request.endpoint or "")
        if view is None or allows_of(view) == PUBLIC:
            return None
        return refuse_or_pass(view)


def refuse_or_pass(view: object) -> ResponseReturnValue | None:
    """Ask for the sign-in, then for the new password, then for the role."""
    who = current_who()
    if who is None:
        raise SignInNeededError
    if who.must_change_password and not getattr(view, "before_new_password", False):
        return redirect(url_for("accounts.new_password"))
    if lacks_second_factor(who) and not getattr(view, "before_second_factor", False):
        return redirect(url_for("accounts.second_factor"))
    allowed = allows_of(view)
    if isinstance(allowed, frozenset) and not allowed & who.actor.roles:
        raise ForbiddenError(
            "Anh/chị không có quyền mở trang này. "
            "Nếu công việc cần đến, hãy đề nghị quản trị cơ quan cấp thêm vai trò."
        )
    return None


def lacks_second_factor(who: Who) -> bool:
    """Tell whether the person's roles ask for a second factor that he has not."""
    if not parts().code_for & who.actor.roles:
        return False
    return second_factors.standing(parts().database, who.actor.person_id).since is None
