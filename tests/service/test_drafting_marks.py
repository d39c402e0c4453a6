"""Ô 11 to 13 on the drafting desk: circulation note, drafter's mark, copies, foot address."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON
from webapp.db.queries import plans
from webapp.domain.errors import InvalidInputError
from webapp.services import administration, drafting, drafting_desk
from webapp.services.draft_fields import DraftFields, from_typed, merged, to_typed
from webapp.services.plan_texts import text_of

MARKED = DraftFields(
    subject="Rà soát hồ sơ lưu trữ năm 2026",
    body="I. MỤC ĐÍCH\n1. Sắp xếp hồ sơ.",
    circulation_note="XEM XONG TRẢ LẠI",
    typer_notation="PL",
    promulgation_amount="300",
)
ADDRESS = "Thôn Trung, xã An Phước\nĐiện thoại: 0210.3865.002"


def kept(database, plan_id):
    with database.reading() as session:
        return text_of(plans.current_revision(session, plan_id))


def test_the_marks_are_kept_and_come_back_to_the_form(database, office):
    plan_id = drafting.create_plan(database, office.drafter, MARKED, NOON)

    text = kept(database, plan_id)
    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)

    assert (text.circulation_note, text.typer_notation) == ("XEM XONG TRẢ LẠI", "PL")
    assert text.promulgation_amount == 300
    assert page.fields.promulgation_amount == "300"
    assert from_typed(to_typed(page.fields)) == page.fields


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("circulation_note", "ĐỌC RỒI ĐỐT"),
        ("typer_notation", "PL; NC"),
        ("typer_notation", "P" * 21),
        ("promulgation_amount", "0"),
        ("promulgation_amount", "ba trăm"),
        ("promulgation_amount", "9" * 40),
    ],
)
def test_what_is_no_mark_is_refused_beside_its_field(database, office, field, typed):
    with pytest.raises(InvalidInputError) as refusal:
        drafting.create_plan(database, office.drafter, replace(MARKED, **{field: typed}), NOON)

    assert refusal.value.field == field


def with_address(database, office, address):
    saved = administration.agency_settings(database, office.administrator)
    wanted = replace(saved, foot_address=address)
    administration.save_agency(database, office.administrator, wanted, NOON)


def test_the_agency_s_address_stands_at_the_foot_of_its_plans(database, office):
    with_address(database, office, f"\n{ADDRESS}  \n")

    plan_id = drafting.create_plan(database, office.drafter, MARKED, NOON)

    assert kept(database, plan_id).foot_address == ADDRESS


def test_an_address_of_many_lines_is_refused(database, office):
    with pytest.raises(InvalidInputError, match="tối đa 4 dòng"):
        with_address(database, office, "\n".join("abcde"))


def test_a_paper_brings_its_marks_along():
    paper = DraftFields(circulation_note="LƯU HÀNH NỘI BỘ", promulgation_amount="20")

    both = merged(MARKED, paper)

    assert (both.circulation_note, both.typer_notation) == ("LƯU HÀNH NỘI BỘ", "PL")
    assert both.promulgation_amount == "20"
