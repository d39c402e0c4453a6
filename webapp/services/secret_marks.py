"""Marks of secrecy, which the law forbids on a network."""

import re

from webapp.domain.errors import InvalidInputError
from webapp.domain.text import squeeze

_SECRET = re.compile(
    r"^\W*(?:[Đđ]ộ mật\s*:\s*(?:[Tt]uyệt |[Tt]ối )?[Mm]ật|TUYỆT MẬT|TỐI MẬT|MẬT)\W*$"
)


def refuse_secret_text(text: str, field: str) -> None:
    """Refuse a text with a line that is nothing but a mark of secrecy (Điều 15.2, PL1 III.2)."""
    for line in text.splitlines():
        if _SECRET.match(line):
            raise secret_refusal(line, field)


def secret_refusal(mark: str, field: str) -> InvalidInputError:
    """Return the refusal of a paper with the mark of secrecy."""
    return InvalidInputError(
        f"Văn bản có dấu độ mật «{squeeze(mark)}»: pháp luật không cho phép soạn thảo "
        "bí mật nhà nước trên hệ thống này; soạn trên máy riêng theo quy định.",
        field=field,
    )
