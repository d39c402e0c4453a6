"""The papers that go with a plan to those who decide (hồ sơ trình): their kinds and facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.text import squeeze

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_ISSUER = 300, 50, 200


class PaperKind(StrEnum):
    """What a paper of the dossier is for; the values stand in the database and in file names."""

    SUBMISSION = "to_trinh"
    ASSIGNMENT = "van_ban_giao_viec"
    BASIS = "can_cu"
    OPINION = "y_kien"
    APPRAISAL = "tham_dinh"
    OTHER = "khac"


KIND_LABELS = {
    PaperKind.SUBMISSION: "Tờ trình",
    PaperKind.ASSIGNMENT: "Văn bản giao việc",
    PaperKind.BASIS: "Căn cứ",
    PaperKind.OPINION: "Ý kiến góp ý",
    PaperKind.APPRAISAL: "Báo cáo thẩm định, thẩm tra",
    PaperKind.OTHER: "Tài liệu khác",
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a person says of a paper; only kind and title are asked for."""

    kind: PaperKind
    title: str
    number: str = ""
    """«05/TTr-STC»."""
    dated: date | None = None
    issuer: str = ""


def sound_facts(facts: PaperFacts, today: date) -> PaperFacts:
    """Return the facts made regular; refuse a paper without a title, and one of tomorrow."""
    sound = PaperFacts(
        facts.kind, squeeze(facts.title), squeeze(facts.number), facts.dated, squeeze(facts.issuer)
    )
    if not sound.title:
        raise InvalidInputError("Ghi tên hoặc trích yếu của tài liệu.", "title")
    for name, most in (
        ("title", LONGEST_TITLE),
        ("number", LONGEST_NUMBER),
        ("issuer", LONGEST_ISSUER),
    ):
        if len(getattr(sound, name)) > most:
            raise InvalidInputError(f"Dài quá {most} ký tự; rút gọn rồi lưu lại.", name)
    if sound.dated is not None and sound.dated > today:
        raise InvalidInputError("Ngày của tài liệu không thể sau ngày hôm nay.", "dated")
    return sound


def described(facts: PaperFacts) -> str:
    """Return «Sở Tài chính, số 05/TTr-STC, ngày 02/03/2026»; empty where nothing is known."""
    known = (
        facts.issuer,
        f"số {facts.number}" if facts.number else "",
        f"ngày {facts.dated:%d/%m/%Y}" if facts.dated else "",
    )
    return ", ".join(one for one in known if one)
