"""The three lives of a plan's paper (design of the paper: draft, signing, issued)."""

from enum import StrEnum


class Stage(StrEnum):
    """For what the paper is printed or checked."""

    DRAFT = "draft"
    """Carries the mark «DỰ THẢO»; anything may still be blank."""
    SIGNING = "signing"
    """Everything final; number and date wait for the clerk."""
    ISSUED = "issued"
    """Number and date filled in, nothing else differs from signing."""
