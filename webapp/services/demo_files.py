"""The demo's texts: TOML files of our own, read as plain values."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PASSWORD = "thu-nghiem-2026"  # noqa: S105 - printed at every start of the demo
_FOLDER = Path(__file__).parent / "demo_data"
TEXT_FIELDS = (
    "subject",
    "legal_bases",
    "opening",
    "body",
    "closing",
    "to_places",
    "filing_line",
)


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """One plan of the demo and the way it has gone."""

    agency: str
    drafter: str
    signer: str
    days_ago: int
    texts: dict[str, str]
    """Fields of the drafting form."""
    first_texts: dict[str, str]
    """The same at the first «Lưu»."""
    steps: tuple[dict[str, Any], ...]
    paper: dict[str, str] | None
    """The Tờ trình that goes with it, where one of its steps puts one into the dossier."""


@cache
def agencies() -> dict[str, Any]:
    """Return the demo's agencies with their units, people, authorities and series."""
    return tomllib.loads((_FOLDER / "agencies.toml").read_text(encoding="utf-8"))


def recipients() -> tuple[dict[str, Any], ...]:
    """Return the places of the demo agencies' directories."""
    data = tomllib.loads((_FOLDER / "recipients.toml").read_text(encoding="utf-8"))
    return tuple(data["recipients"])


def plans(year: int) -> tuple[DemoPlan, ...]:
    """Return the demo's plans, their texts set in the year."""
    return tuple(_plan(path, year) for path in sorted(_FOLDER.glob("plan_*.toml")))


def _plan(path: Path, year: int) -> DemoPlan:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = _of_year({key: data[key] for key in TEXT_FIELDS}, year)
    later, earlier = data.get("later", ""), data.get("earlier", "")
    return DemoPlan(
        agency=data["agency"],
        drafter=data["drafter"],
        signer=data["signer"],
        days_ago=data["days_ago"],
        texts=texts,
        first_texts={
            key: text.replace(later, earlier) if later else text for key, text in texts.items()
        },
        steps=tuple(data["steps"]),
        paper=_of_year(data["paper"], year) if "paper" in data else None,
    )


def _of_year(texts: dict[str, str], year: int) -> dict[str, str]:
    return {key: text.strip().replace("{year}", str(year)) for key, text in texts.items()}
