"""Each paper from its paste through every role to the issued .docx, as people do it."""

import pytest

from tests.browser.papers import FAULTS, papers, words_of
from tests.browser.people import Clerk, Decider, Drafter
from tests.golden.word_reader import document, text_of
from tests.service.builders import PASSWORD

PAPERS = papers()
TYPE = "KẾ HOẠCH"
"""Stands on every new plan too."""
REASON = "Bổ sung nơi nhận rồi trình lại."


@pytest.mark.parametrize("name", PAPERS)
def test_a_pasted_paper_reaches_the_issued_docx_through_every_role(name, windows, site, downloads):
    drafter = windows.open(Drafter, site.office.drafter)
    report = drafter.pastes(PAPERS[name])
    plan_id = drafter.plan_id
    kept = words_of(drafter.fields()) + words_of(TYPE) + words_of(report)
    left_out = words_of(PAPERS[name]) - kept
    assert not left_out, f"neither in the form nor in the report: {dict(left_out)}"

    drafter.chooses("Người ký", 1).mends(FAULTS).sees_the_paper().submits()
    goes_forth_and_back(windows, site, drafter, plan_id)
    filled = drafter.edits(plan_id).adds_recipient("Trung tâm Văn hóa").fields()
    drafter.submits()
    paper = goes_to_the_end(windows, site, plan_id, downloads)

    assert paper.name.startswith("115-KH-UBND-2026-")
    lost = words_of(filled) - words_of(whole_text(paper.read_bytes()))
    assert not lost, f"not on the paper: {dict(lost)}"


def goes_forth_and_back(windows, site, drafter, plan_id):
    """The plan is withdrawn, submitted again, returned, and passed on to the drafter."""
    drafter.sees("Chờ kiểm tra nội dung")
    drafter.withdraws(plan_id).sees("Đang soạn thảo")
    drafter.edits(plan_id).submits()
    head = windows.open(Decider, site.office.unit_head).agrees(plan_id)
    windows.open(Decider, site.office.format_checker).returns(plan_id, REASON)
    head.opens_plan(plan_id).sees(REASON)
    head.passes_on(plan_id)
    drafter.opens_plan(plan_id).sees(REASON)


def goes_to_the_end(windows, site, plan_id, folder):
    """Every role agrees; the clerk numbers and downloads the issued paper."""
    windows.open(Decider, site.office.unit_head).agrees(plan_id)
    windows.open(Decider, site.office.format_checker).agrees(plan_id)
    windows.open(Decider, site.office.signer).agrees(plan_id, password=PASSWORD)
    clerk = windows.open(Clerk, site.office.clerk)
    clerk.records_signature(plan_id, "02/03/2026").numbers(plan_id).sees("115/KH-UBND")
    return clerk.downloads(plan_id, "Bản phát hành", folder)


def whole_text(docx: bytes) -> str:
    """Return the paper's words, a line a paragraph."""
    return "\n".join(text_of(one) for one in document(docx).iter("{*}p"))
