"""The longest texts that the metadata of a paper can hold (PL6 phần II)."""

from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error
from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import plain

LONGEST_SUBJECT = 500
TOO_LONG = error("ND30-PL6-II-trich-yeu", "PL6 phần II", "Trích yếu không quá 500 ký tự")
FIELD_TOO_LONG = error(
    "ND30-PL6-II", "PL6 phần II", "Tên cơ quan, ký hiệu, chức vụ, họ tên không quá độ dài quy định"
)


def texts_fit_the_metadata(paper: Paper) -> Iterator[Finding]:
    """Refuse what the register of the decree cannot take in."""
    plan = paper.plan
    subject = plain(plan.subject)
    if len(subject) > LONGEST_SUBJECT:
        yield TOO_LONG.at("subject", f"Trích yếu dài {len(subject)} ký tự; rút gọn còn 500.")
    for place, text, most in (
        ("organ_name", plan.organ_name, 200),
        ("code_notation", plan.code_notation, 30),
        ("document_type", plan.document_type, 100),
        ("signer.position", plan.signer.position, 100),
        ("signer.full_name", plan.signer.full_name, 50),
    ):
        if len(text) > most:
            yield FIELD_TOO_LONG.at(place, f"Dài {len(text)} ký tự; rút gọn còn {most}.", text)


RULES = (texts_fit_the_metadata,)
