"""What our own papers show in the margins of page 1 and below nơi nhận: ô 11, 12 and 13."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from webapp.documents.reading.items import Item, Paragraph
from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import W, value
from webapp.domain.plan import Plan
from webapp.domain.text import clean, squeeze

NOTE_STYLE, TYPER_STYLE, ADDRESS_STYLE = "LuuHanh", "NguoiSoan", "DiaChi"
_TYPER = re.compile(r"(?P<notation>.*?)(?:\.?\((?P<amount>\d{1,5})\))?")


def with_margins(plan: Plan, package: Package, items: Iterable[Item]) -> Plan:
    """Return the plan with its circulation note, drafter's mark, copies and foot address."""
    typer = _TYPER.fullmatch(" ".join(_typed(items)))
    amount = typer["amount"] if typer else None
    return replace(
        plan,
        circulation_note=" ".join(_lines(package, "header", NOTE_STYLE)),
        typer_notation=typer["notation"] if typer else "",
        promulgation_amount=int(amount) if amount and int(amount) else None,
        foot_address="\n".join(_lines(package, "footer", ADDRESS_STYLE)),
    )


def without_margins(furniture: Iterable[str], plan: Plan) -> list[str]:
    """Return the words of heads and feet that the plan did not take."""
    taken = [plan.circulation_note, squeeze(plan.foot_address)]
    return [rest for text in furniture if (rest := _without(text, taken))]


def _without(text: str, taken: Iterable[str]) -> str:
    for words in taken:
        text = text.replace(words, "") if words else text
    return squeeze(text)


def _typed(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        held = [item] if isinstance(item, Paragraph) else [p for c in item.columns() for p in c]
        yield from (one.text.strip() for one in held if one.style.id == TYPER_STYLE)


def _lines(package: Package, kind: str, style: str) -> list[str]:
    """Return the lines of a style in the heads or feet of the file."""
    paragraphs = (one for root in package.parts(kind) for one in root.iter(W + "p"))
    chosen = (one for one in paragraphs if value(one.find(W + "pPr"), "pStyle") == style)
    texts = ("".join(text.text or "" for text in one.iter(W + "t")) for one in chosen)
    return [clean(text).text.strip() for text in texts if text.strip()]
