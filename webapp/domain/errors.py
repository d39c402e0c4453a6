"""Refusals: each carries one Vietnamese sentence that says what to do next."""


class DomainError(Exception):
    """A request that is refused; `str(error)` is shown to the user as it stands."""


class NotFoundError(DomainError):
    """The thing does not exist, or belongs to an agency the actor does not see."""


class ForbiddenError(DomainError):
    """The actor may not do this, now or ever."""


class StalePageError(DomainError):
    """Somebody changed the thing after the page was made."""


class InvalidInputError(DomainError):
    """What was typed or uploaded cannot be taken; nothing was changed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
        """The form field at fault, or empty for the whole form."""
        self.others: tuple[InvalidInputError, ...] = ()
        """What is wrong besides, to be told at the same time."""


class PasswordNeededError(DomainError):
    """The deed needs the password again, or it was wrong."""
