"""All that is wrong with a form at once: nobody mends one field only to hear of the next."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from webapp.domain.errors import InvalidInputError

_T = TypeVar("_T")
_P = ParamSpec("_P")


class Faults:
    """Makes one check after the other and keeps what they refuse, to refuse it together."""

    def __init__(self) -> None:
        self._found: list[InvalidInputError] = []

    def of(self, instead: _T, check: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what the check returns; where it refuses, keep why and go on with `instead`."""
        try:
            return check(*args, **kwargs)
        except InvalidInputError as error:
            self._found += [error, *error.others]
            return instead

    def last(self, check: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what the check returns; where it or one before refused, refuse all of it."""
        try:
            value = check(*args, **kwargs)
        except InvalidInputError as error:
            self._found += [error, *error.others]
        else:
            self.refuse()
            return value
        raise self._together()

    def refuse(self) -> None:
        """Refuse everything that was found; nothing found, nothing done."""
        if self._found:
            raise self._together()

    def _together(self) -> InvalidInputError:
        first, *rest = self._found
        first.others = tuple(rest)
        return first
