"""What a finding is known by in every text of its plan: its rule and the words it is about."""

import json
from hashlib import sha256

from webapp.domain.form_rules.findings import Finding
from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage
from webapp.domain.text import clean, squeeze


class Wording:
    """The plain words of a plan, by the places that findings name."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._passages: dict[str, list[str]] = {}
        for passage in Paper(plan, Stage.DRAFT, plan.medium).passages:
            field = passage.place.partition("/")[0]
            for place in {passage.place, field}:
                self._passages.setdefault(place, []).append(passage.text)

    def at(self, place: str) -> str:
        """Return the passage at the place, all passages of a field, or the value of a field."""
        texts = self._passages.get(place)
        return _regular("\n".join(texts) if texts is not None else self._value(place))

    def key(self, finding: Finding) -> str:
        """Return the hash of rule, quote and words: the same wherever the words stand."""
        known_by = [finding.rule, _regular(finding.quote), self.at(finding.place)]
        return sha256(json.dumps(known_by, ensure_ascii=False).encode()).hexdigest()

    def _value(self, place: str) -> str:
        value: object = self._plan
        for name in place.split("."):
            value = getattr(value, name, "")
        return "\n".join(value) if isinstance(value, tuple) else str(value or "")


def _regular(text: str) -> str:
    return squeeze(clean(text).text)
