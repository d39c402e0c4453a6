"""Marks of secrecy, which the law forbids on a network."""

import re
from collections.abc import Iterator

from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Plan, plain
from webapp.domain.text import squeeze

_SECRET = re.compile(
    r"^\W*(?:[Đđ]ộ mật\s*:\s*(?:[Tt]uyệt |[Tt]ối )?[Mm]ật|TUYỆT MẬT|TỐI MẬT|MẬT)\W*$"
)


def refuse_secret_text(text: str, field: str) -> None:
    """Refuse a text with a line that is nothing but a mark of secrecy (Điều 15.2, PL1 III.2)."""
    for line in text.splitlines():
        if _SECRET.match(line):
            raise secret_refusal(line, field)


def refuse_secret_paper(plan: Plan, field: str) -> None:
    """Refuse a paper with a stamp of secrecy, or a paragraph that is nothing but one."""
    refuse_secret_text("\n".join(_paragraphs(plan)), field)
    if plan.secrecy:
        raise secret_refusal(plan.secrecy, field)


def secret_refusal(mark: str, field: str) -> InvalidInputError:
    """Return the refusal of a paper with the mark of secrecy."""
    return InvalidInputError(
        f"Văn bản có dấu độ mật «{squeeze(mark)}»: pháp luật không cho phép soạn thảo "
        "bí mật nhà nước trên hệ thống này; soạn trên máy riêng theo quy định.",
        field=field,
    )


def _paragraphs(plan: Plan) -> Iterator[str]:
    """Yield every paragraph of a plan, and what its report left out."""
    for block in (*plan.body, *(block for one in plan.appendixes for block in one.body)):
        yield plain(block.runs)
    listed = (plan.addressees, plan.legal_bases, plan.opening, plan.closing, plan.to_places)
    yield from (plain(runs) for paragraphs in listed for runs in paragraphs)
    yield from (line for one in plan.appendixes for line in one.title.split("\n"))
    yield from (item.text for item in plan.report)
