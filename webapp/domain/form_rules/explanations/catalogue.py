"""Every explanation by the id of its rule: written in rules/*.toml, or made of how letters look."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from webapp.domain.form_rules.explanations import looks
from webapp.domain.form_rules.explanations.model import Explanation, lines_of
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

_FOLDER = Path(__file__).with_name("rules")


def explanation_of(rule_id: str) -> Explanation | None:
    """Return what help says about a rule; None for one that nobody has explained yet."""
    return written().get(rule_id) or looks.explanation_of(rule_id)


@cache
def written() -> dict[str, Explanation]:
    """Return the explanations that are written one by one."""
    found: dict[str, Explanation] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for rule_id, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[rule_id] = _explanation(said)
    return found


def _explanation(said: dict[str, Any]) -> Explanation:
    return Explanation(
        reading=said["read"],
        wrong=lines_of(said.get("wrong", "")),
        right=lines_of(said.get("right", "")),
        why_none=said.get("why_none", ""),
        stage=Stage(said.get("stage", Stage.DRAFT)),
        medium=Medium(said.get("medium", Medium.PAPER)),
    )
