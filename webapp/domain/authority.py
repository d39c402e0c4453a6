"""With what power a person signs, and the block that follows from it (PL1 II.7, Điều 13)."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Signer


class SigningForm(StrEnum):
    """The forms of signing of decree 30 (PL1 II.7b)."""

    ALONE = "alone"
    """The head under the one-head rule (Điều 13.1)."""
    TM = "tm"
    """The head for a collective body (Điều 13.2)."""
    KT = "kt"
    """A deputy for the head (Điều 13.1)."""
    TM_KT = "tm_kt"
    """A deputy for the head of a collective body (Điều 13.2); three lines are practice."""
    TM_Q = "tm_q"
    """The acting head of a collective body."""
    Q = "q"
    """The acting head."""
    TL = "tl"
    """The head of a unit by order of the head (Điều 13.4)."""
    TL_KT = "tl_kt"
    """The deputy of such a unit (Điều 13.4)."""
    TUQ = "tuq"
    """By written, limited delegation, never passed on (Điều 13.3)."""
    ADVISORY = "advisory"
    """The leader of a council, board or team (PL1 II.7c)."""


FORM_LABELS = {
    SigningForm.ALONE: "Người đứng đầu ký trực tiếp",
    SigningForm.TM: "TM. – thay mặt tập thể",
    SigningForm.KT: "KT. – cấp phó ký thay người đứng đầu",
    SigningForm.TM_KT: "TM. và KT. – cấp phó ký thay trong tập thể",
    SigningForm.TM_Q: "TM. và Q. – quyền cấp trưởng thay mặt tập thể",
    SigningForm.Q: "Q. – được giao quyền cấp trưởng",
    SigningForm.TL: "TL. – thừa lệnh",
    SigningForm.TL_KT: "TL. và KT. – cấp phó của đơn vị được thừa lệnh",
    SigningForm.TUQ: "TUQ. – thừa ủy quyền",
    SigningForm.ADVISORY: "Tổ chức tư vấn (Trưởng ban, Chủ tịch hội đồng)",
}


@dataclass(frozen=True, slots=True)
class SigningTitles:
    """The titles that a block is made of; which of them are needed depends on the form."""

    position: str = ""
    """The signer's own title: «Phó Chủ tịch», «Chánh Văn phòng», «Trưởng ban»."""
    head_title: str = ""
    """The title of the head for whom a deputy or a unit signs: «Chủ tịch»."""
    collective: str = ""
    """The collective body: «Ủy ban nhân dân»."""
    unit_head_title: str = ""
    """With TL. and KT.: the title of the unit's head, for whom the deputy signs."""
    second_title: str = ""
    """The title in the agency, above the name, when an advisory body uses its seal (PL1 II.7c)."""


_NEEDED: dict[SigningForm, tuple[str, ...]] = {
    SigningForm.ALONE: (),
    SigningForm.TM: ("collective",),
    SigningForm.KT: ("head_title",),
    SigningForm.TM_KT: ("collective", "head_title"),
    SigningForm.TM_Q: ("collective",),
    SigningForm.Q: (),
    SigningForm.TL: ("head_title",),
    SigningForm.TL_KT: ("head_title", "unit_head_title"),
    SigningForm.TUQ: ("head_title",),
    SigningForm.ADVISORY: (),
}

_TITLE_LABELS = {
    "position": "chức vụ của người ký",
    "collective": "tên tập thể lãnh đạo",
    "head_title": "chức vụ của người đứng đầu",
    "unit_head_title": "chức vụ của người đứng đầu đơn vị",
}


def signature_block(form: SigningForm, titles: SigningTitles, full_name: str = "") -> Signer:
    """Return the block of ô 7a and 7b; refuse when a title that the form needs is blank."""
    for key in ("position", *_NEEDED[form]):
        if not getattr(titles, key).strip():
            raise InvalidInputError(
                f"Hình thức ký «{FORM_LABELS[form]}» cần {_TITLE_LABELS[key]}; hãy bổ sung.", key
            )
    second_title = titles.second_title if form is SigningForm.ADVISORY else ""
    return Signer(_authority(form, titles), _position(form, titles), full_name, second_title)


def _authority(form: SigningForm, titles: SigningTitles) -> tuple[str, ...]:
    """Return the lines above the signer's own title (PL1 II.7b)."""
    tm = f"TM. {titles.collective.upper()}"
    head = titles.head_title.upper()
    return {
        SigningForm.TM: (tm,),
        SigningForm.KT: (f"KT. {head}",),
        SigningForm.TM_KT: (tm, f"KT. {head}"),
        SigningForm.TM_Q: (tm,),
        SigningForm.TL: (f"TL. {head}",),
        SigningForm.TL_KT: (f"TL. {head}", f"KT. {titles.unit_head_title.upper()}"),
        SigningForm.TUQ: (f"TUQ. {head}",),
    }.get(form, ())


def _position(form: SigningForm, titles: SigningTitles) -> str:
    """Return the signer's own title; «Q.» stands before it (PL1 II.7b)."""
    position = titles.position.upper()
    if form in {SigningForm.Q, SigningForm.TM_Q}:
        return f"Q. {position}"
    return position
