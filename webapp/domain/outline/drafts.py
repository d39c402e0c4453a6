"""A pasted paper as the beginning of a new plan: what belonged to the old paper stays there."""

from dataclasses import replace

from webapp.domain.outline.title import DEFAULT_TYPE
from webapp.domain.plan import Plan, ReportItem, Signer


def as_new_draft(imported: Plan) -> Plan:
    """Return the plan without number, date, place, agency and signer, which the report lists."""
    originals = tuple(
        ReportItem("original", place, f"Của văn bản gốc: {text}. Kế hoạch mới không lấy.", text)
        for place, text in _originals(imported)
        if text
    )
    return replace(
        imported,
        organ_in_charge="",
        organ_name="",
        code_number=None,
        code_notation="",
        promulgation_place="",
        promulgated_on=None,
        document_type=imported.document_type or DEFAULT_TYPE,
        signer=Signer(),
        report=(*originals, *imported.report),
    )


def _originals(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return what only the old paper may say, in the order of the paper."""
    return (
        ("organ_in_charge", plan.organ_in_charge.replace("\n", " ")),
        ("organ_name", plan.organ_name.replace("\n", " ")),
        ("code_number", _number(plan)),
        ("promulgated_on", _place_and_date(plan)),
        ("signer.authority", ", ".join(plan.signer.authority)),
        ("signer.position", plan.signer.position),
        ("signer.second_title", plan.signer.second_title),
        ("signer.full_name", plan.signer.full_name),
    )


def _number(plan: Plan) -> str:
    if plan.code_number is None:
        return plan.code_notation
    return f"{plan.code_number:02d}/{plan.code_notation}"


def _place_and_date(plan: Plan) -> str:
    day = plan.promulgated_on
    if day is None:
        return plan.promulgation_place
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - PL1 II.4b
    written = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return ", ".join(filter(None, (plan.promulgation_place, written)))
