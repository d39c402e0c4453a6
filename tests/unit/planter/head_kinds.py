"""Faults of header, subject and legal bases."""

from dataclasses import replace

from tests.unit.planter.planting import Planted, words
from webapp.domain.plan import Plan, plain
from webapp.domain.stages import Stage


def field(rule, name, change, stage=None):
    """Return the kind that changes one field by a function of its text."""

    def kind(plan):
        value = getattr(plan, name)
        wrong = change(value)
        same = wrong is None or wrong == value
        return None if same else Planted(rule, name, replace(plan, **{name: wrong}), stage)

    return kind


def issued_without(rule, name):
    """Return the kind that takes number or date from an issued plan."""

    def kind(plan):
        changed = replace(plan, **{name: None})
        return Planted(rule, name, changed, Stage.ISSUED) if getattr(plan, name) else None

    return kind


def subject(rule, change):
    """Return the kind that changes the subject."""

    def kind(plan):
        return Planted(rule, "subject", replace(plan, subject=words(change(plain(plan.subject)))))

    return kind


def base(rule, change, position=0):
    """Return the kind that changes the first legal base it can, or the last for -1."""

    def kind(plan):
        order = range(len(plan.legal_bases))
        for i in order if position == 0 else reversed(order):
            text = plain(plan.legal_bases[i])
            wrong = change(text)
            if wrong is not None and wrong != text and not text.startswith("("):
                bases = list(plan.legal_bases)
                bases[i] = words(wrong)
                return Planted(rule, f"legal_bases/{i}", replace(plan, legal_bases=tuple(bases)))
        return None

    return kind


def if_law(text, change):
    return change(text) if text.startswith("Căn cứ Luật") and "/QH" not in text else None


def if_numbered(text, change):
    """Change the first cited document of a base that names it with number, day and issuer."""
    is_whole = text.startswith("Căn cứ") and " số " in text and " của " in text
    return change(text) if is_whole and text.count(" số ") == 1 else None


def without_date(text):
    head, _, rest = text.partition(" ngày ")
    return f"{head} của {rest.partition(' của ')[2]}"


def without_issuer(text):
    head, _, rest = text.partition(" của ")
    tail = rest.partition(" về ")[2]
    return f"{head} về {tail}" if tail else None


def last_sign(text, sign):
    return text[:-1] + sign if text.endswith((";", ".")) else None


def first_base_dotted(plan: Plan):
    """End the first of several bases with a full stop."""
    usable = [i for i, one in enumerate(plan.legal_bases[:-1]) if plain(one).endswith(";")]
    if not usable:
        return None
    bases = list(plan.legal_bases)
    bases[usable[0]] = words(plain(bases[usable[0]])[:-1] + ".")
    changed = replace(plan, legal_bases=tuple(bases))
    return Planted("ND30-PL1-II.6a-dau-cau", f"legal_bases/{usable[0]}", changed)


def other_agency(notation):
    head, _, agency = notation.partition("-")
    return f"{head}-SNV" if agency == "UBND" else f"{head}-UBND" if agency[:1] == "S" else None


def committee(change):
    return lambda name: change(name) if name.startswith("ỦY BAN NHÂN DÂN") else None


def without_superior(plan: Plan):
    """Take away what stands above the name of a department."""
    changed = replace(plan, organ_in_charge="")
    is_department = plan.organ_name.startswith("SỞ")
    return Planted("ND30-PL1-II.2a-chu-quan", "organ_in_charge", changed) if is_department else None


NOTATION = "code_notation"
PLACE = "promulgation_place"
KINDS = {
    "issuer missing": field("ND30-PL1-II.2a", "organ_name", lambda _: ""),
    "issuer abbreviated": field(
        "ND30-PL1-II.2a-ten-day-du",
        "organ_name",
        committee(lambda name: name.replace("ỦY BAN NHÂN DÂN", "UBND")),
    ),
    "unit without a name": field(
        "ND30-PL1-II.2a-ten-don-vi",
        "organ_name",
        committee(lambda name: "ỦY BAN NHÂN DÂN\nTỈNH" if "TỈNH" in name else None),
    ),
    "department without a superior": without_superior,
    "notation missing": field("ND30-PL1-II.3b", NOTATION, lambda _: ""),
    "notation spaced": field("ND30-PL1-II.3c", NOTATION, lambda one: one.replace("-", " - ")),
    "notation with a long dash": field(
        "ND30-PL1-II.3c", NOTATION, lambda one: one.replace("-", "–")
    ),
    "notation in small letters": field(
        "ND30-PL1-II.3c-in-hoa", NOTATION, lambda one: "KH-" + one.split("-")[1].lower()
    ),
    "notation with the year": field("ND30-PL1-II.3b-nam", NOTATION, lambda one: f"2026/{one}"),
    "notation of another type": field(
        "ND30-PL3-I", NOTATION, lambda one: one.replace("KH-", "QCh-")
    ),
    "notation of the Party": field(
        "ND30-PL1-II.3c-van-ban-dang", NOTATION, lambda one: one.replace("-", "/")
    ),
    "notation without agency": field("ND30-PL1-II.3b-co-quan", NOTATION, lambda _: "KH"),
    "notation with the unit": field("ND30-PL1-II.3b-don-vi", NOTATION, lambda one: f"{one}-VX"),
    "notation of another agency": field("ND30-PL1-II.3b-khac-co-quan", NOTATION, other_agency),
    "place missing": field("ND30-PL1-II.4a", PLACE, lambda _: ""),
    "place with a comma": field("ND30-PL1-II.4c-dia-danh", PLACE, lambda one: f"{one},"),
    "place small": field("ND30-PL1-II.4c-viet-hoa", PLACE, lambda one: one[0].lower() + one[1:]),
    "place in capitals": field("ND30-PL1-II.4c-in-thuong", PLACE, str.upper),
    "place abbreviated": field("ND30-PL1-II.4a-viet-tat", PLACE, lambda one: f"TP. {one}"),
    "type missing": field("ND30-PL1-II.5a", "document_type", lambda _: ""),
    "type unknown": field("ND30-D7", "document_type", lambda one: f"{one} NĂM"),
    "number missing": issued_without("ND30-PL1-II.3a", "code_number"),
    "date missing": issued_without("ND30-PL1-II.4b", "promulgated_on"),
    "priority unknown": field("ND30-PL1-III.2b", "priority", lambda _: "Rất khẩn"),
    "secret": field("L117-2025-mat", "secrecy", lambda _: "Mật"),
    "drafter's mark small": field("ND30-PL1-III.3", "typer_notation", lambda _: "pl"),
    "subject missing": subject("ND30-PL1-II.5a-trich-yeu", lambda _: ""),
    "subject in capitals": subject("ND30-PL1-II.5b-trich-yeu", str.upper),
    "subject with V/v": subject("ND30-PL1-II.5b-V/v", lambda one: f"V/v {one}"),
    "subject with a stop": subject("TL-trich-yeu-dau-cham", lambda one: f"{one}."),
    "subject small": subject("ND30-PL2-I-trich-yeu", lambda one: one[0].lower() + one[1:]),
    "subject in two": subject("ND30-PL1-II.5a-mot-doan", lambda one: f"{one}\nvà các việc khác"),
    "subject too long": subject(
        "ND30-PL6-II-trich-yeu", lambda one: one + " và các việc cần làm" * 30
    ),
    "type again in the subject": subject("TL-trich-yeu-ten-loai", lambda one: f"Kế hoạch {one}"),
    "base ends with a stop": first_base_dotted,
    "last base ends with a comma": base(
        "ND30-PL1-II.6a-dau-cau", lambda text: last_sign(text, ","), -1
    ),
    "base without a sign": base("ND30-PL1-II.6a-dau-cau", lambda text: last_sign(text, ""), -1),
    "base with a dash": base("TL-can-cu-gach-dau-dong", lambda text: f"- {text}"),
    "base small": base(
        "ND30-PL2-I-can-cu",
        lambda text: text.replace("Căn cứ", "căn cứ", 1) if text.startswith("Căn cứ") else None,
    ),
    "law with its number": base(
        "ND30-PL1-II.6a-luat",
        lambda text: if_law(text, lambda one: one.replace(" ngày ", " số 72/2025/QH15 ngày ", 1)),
    ),
    "law with its issuer": base(
        "ND30-PL1-II.6a-luat-co-quan",
        lambda text: if_law(text, lambda one: one[:-1] + " của Quốc hội" + one[-1]),
    ),
    "law without its day": base(
        "ND30-PL1-II.6a-ngay",
        lambda text: if_law(text, lambda one: one.partition(" ngày ")[0] + one[-1]),
    ),
    "base without its day": base(
        "ND30-PL1-II.6a-ngay", lambda text: if_numbered(text, without_date)
    ),
    "base without its issuer": base(
        "ND30-PL1-II.6a-co-quan", lambda text: if_numbered(text, without_issuer)
    ),
    "base without «số»": base(
        "TL-thieu-so", lambda text: if_numbered(text, lambda one: one.replace(" số ", " ", 1))
    ),
    "two bases in a line": base(
        "ND30-PL1-II.6a-xuong-dong",
        lambda text: text[:-1] + "; Căn cứ chức năng, nhiệm vụ được giao" + text[-1],
    ),
}
