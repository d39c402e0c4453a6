"""Every explanation by the id of its rule."""

from webapp.domain.form_rules.explanations.model import Explanation

EXPLANATIONS: dict[str, Explanation] = {}


def explanation_of(rule_id: str) -> Explanation | None:
    """Return what help says about a rule; None for one that nobody has explained yet."""
    return EXPLANATIONS.get(rule_id)
