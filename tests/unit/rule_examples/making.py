"""What an example is, and short ways to write one."""

from typing import NamedTuple

from tests.unit.a_good_plan import a_plan, para, with_bases, with_body, with_signer, words
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage

DECREE = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
)
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"


class Example(NamedTuple):
    """A plan with one fault, and the nearest plan without it."""

    rule: str
    place: str
    wrong: Plan
    right: Plan
    stage: Stage = Stage.DRAFT


def text(rule, wrong, right):
    """Put the words into the opening."""

    def plan(sentence):
        return a_plan(opening=(words(f"{sentence} như sau:"),))

    return Example(rule, "opening/0", plan(wrong), plan(right))


def line(rule, wrong, right):
    """Put the words into the body, a paragraph of their own."""

    def plan(sentence):
        return with_body(para(sentence, "p8"))

    return Example(rule, "body/p8", plan(wrong), plan(right))


def base(rule, wrong, right):
    """Put the words before the last base."""

    def plan(sentence):
        return with_bases(f"{sentence};", f"{DECREE};")

    return Example(rule, "legal_bases/0", plan(wrong), plan(right))


def subject(rule, wrong, right):
    """Make the words the subject."""
    return Example(rule, "subject", a_plan(subject=words(wrong)), a_plan(subject=words(right)))


def recipients(rule, place, wrong, right):
    """Make the words the recipients."""

    def plan(texts):
        return a_plan(to_places=tuple(words(one) for one in texts))

    return Example(rule, f"to_places/{place}", plan(wrong), plan(right))


def filing(rule, wrong, right, **changes):
    """Make the words the last line of nơi nhận."""

    def plan(sentence):
        return a_plan(filing_line=words(sentence), **changes)

    return Example(rule, "filing_line", plan(wrong), plan(right))


def field(rule, name, wrong, right, **changes):
    """Set one field of the plan."""
    return Example(rule, name, a_plan(**changes | {name: wrong}), a_plan(**changes | {name: right}))


def signer(rule, place, wrong, right):
    """Set fields of the signature block."""
    return Example(rule, f"signer.{place}", with_signer(**wrong), with_signer(**right))
