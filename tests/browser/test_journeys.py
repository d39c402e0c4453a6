"""Each paper from its paste through every role to the issued .docx, as people do it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.papers import FAULTS, papers, words_of
from tests.browser.people import Clerk, Decider, Drafter
from tests.golden.word_reader import document, text_of
from tests.service.builders import PASSWORD

PAPERS = papers()
TYPE = "KẾ HOẠCH"
"""Stands on every new plan too."""
REASON = "Bổ sung nơi nhận rồi trình lại."


@dataclass
class People:
    """Everybody of the office at a window of his own."""

    drafter: Drafter
    head: Decider
    checker: Decider
    leader: Decider
    clerk: Clerk


@pytest.fixture
def people(windows, site) -> People:
    office = site.office
    return People(
        drafter=windows.open(Drafter, office.drafter),
        head=windows.open(Decider, office.unit_head),
        checker=windows.open(Decider, office.format_checker),
        leader=windows.open(Decider, office.signer),
        clerk=windows.open(Clerk, office.clerk),
    )


@pytest.mark.parametrize("name", PAPERS)
def test_a_pasted_paper_reaches_the_issued_docx_through_every_role(name, people, downloads):
    drafter = people.drafter
    report = drafter.pastes(PAPERS[name])
    plan_id = drafter.plan_id
    kept = words_of(drafter.fields()) + words_of(TYPE) + words_of(report)
    left_out = words_of(PAPERS[name]) - kept
    assert not left_out, f"neither in the form nor in the report: {dict(left_out)}"

    drafter.chooses("Người ký", 1).mends(FAULTS).sees_the_paper().submits()
    goes_forth_and_back(people, plan_id)
    drafter.edits(plan_id).answers(("Đã sửa", "Đã bổ sung nơi nhận."))
    filled = drafter.adds_recipient("Trung tâm Văn hóa").fields()
    drafter.submits()
    paper = goes_to_the_end(people, plan_id, downloads)

    assert paper.name.startswith("115-KH-UBND-2026-")
    lost = words_of(filled) - words_of(whole_text(paper.read_bytes()))
    assert not lost, f"not on the paper: {dict(lost)}"


def goes_forth_and_back(people: People, plan_id: int) -> None:
    """The plan is withdrawn, submitted again, returned, and passed on to the drafter."""
    people.drafter.sees("Chờ kiểm tra nội dung")
    people.drafter.withdraws(plan_id).sees("Đang soạn thảo")
    people.drafter.edits(plan_id).submits()
    people.head.agrees(plan_id)
    people.checker.returns(plan_id, REASON)
    people.head.opens_plan(plan_id).sees(REASON)
    people.head.passes_on(plan_id)
    people.drafter.opens_plan(plan_id).sees(REASON)


def goes_to_the_end(people: People, plan_id: int, folder: Path) -> Path:
    """Every role agrees; the clerk numbers and downloads the issued paper."""
    people.head.agrees(plan_id)
    people.checker.agrees(plan_id)
    people.leader.agrees(plan_id, password=PASSWORD)
    people.clerk.records_signature(plan_id, "02/03/2026")
    people.clerk.numbers(plan_id).sees("115/KH-UBND")
    return people.clerk.downloads(plan_id, "Bản phát hành", folder)


def whole_text(docx: bytes) -> str:
    """Return the paper's words, a line a paragraph."""
    return "\n".join(text_of(one) for one in document(docx).iter("{*}p"))
