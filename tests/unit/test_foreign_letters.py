"""A công văn of another office: checked by what holds for it, and said so."""

from dataclasses import replace

import pytest

from tests.unit.test_outline_nature import a_letter
from webapp.cli import main
from webapp.documents.layout.checking import check_file
from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules.checking import check, not_run
from webapp.domain.form_rules.unchecked import LETTER
from webapp.domain.plan import Block, BlockKind, Run

OF_PLANS = {
    "ND30-PL1-II.5a",
    "ND30-PL1-II.5a-trich-yeu",
    "ND30-PL1-II.9b",
    "ND30-PL1-II.9b-nhu-tren",
    "ND30-PL1-II.5b-ve-viec",
}
"""Type name, subject below it, no «Kính gửi», no «Như trên», no «V/v» under the number."""


def rules_of(findings):
    return {one.rule for one in findings}


@pytest.mark.parametrize("addressed", [True, False])
def test_it_is_not_held_to_what_a_plan_has(addressed):
    assert rules_of(check_file(a_letter(addressed=addressed))) & OF_PLANS == set()


def test_what_every_paper_needs_is_demanded_of_it():
    letter = replace(read_docx(a_letter()), organ_name="", filing_line=())

    assert {"ND30-PL1-II.2a", "ND30-PL1-II.9d-luu"} <= rules_of(check(letter))


def test_its_addressees_are_no_paragraphs_of_the_text():
    lines = ("Kính gửi:", "- Ủy  ban nhân dân các xã;", "Đề nghị  các xã báo cáo.")
    body = tuple(
        Block(BlockKind.PARAGRAPH, runs=(Run(text),), id=f"x{n}") for n, text in enumerate(lines)
    )
    letter = replace(read_docx(a_letter()), opening=(), body=body)

    assert {one.place for one in check(letter)} & {"body/x0", "body/x1"} == set()
    assert LETTER in not_run(letter)


def test_a_plan_that_was_written_after_a_letter_is_judged_as_a_plan():
    plan = replace(read_docx(a_letter()), document_type="KẾ HOẠCH")

    assert "ND30-PL1-II.9b" in rules_of(check(plan))
    assert LETTER not in not_run(plan)


def test_the_command_says_in_one_sentence_what_it_did_not_look_at(tmp_path, capsys):
    path = tmp_path / "cong van.docx"
    path.write_bytes(a_letter())

    main(["check", str(path)])

    assert LETTER.reason in capsys.readouterr().err
