"""Councils, boards and teams that issue plans: own name, own series, own titles (PL1 II.3a, 7c)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_series,
    an_office,
    take,
    the_way,
    type_id,
    version_of,
)
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.services import administration, confirming, drafting, drafting_desk, numbering
from webapp.services.administration import AuthorityInput, BodyInput, SeriesInput
from webapp.services.draft_fields import DraftFields
from webapp.services.plan_actions import expected_number
from webapp.services.plan_texts import text_of

TODAY = date(2026, 3, 2)
BOARD = BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")


@pytest.fixture
def body_id(database, office):
    return administration.save_advisory_body(database, office.administrator, BOARD, NOON)


def authority_of(database, office, body_id, **changes):
    values = {"form": "advisory", "position": "Trưởng ban", "second_title": "CHỦ TỊCH UBND XÃ"}
    wanted = AuthorityInput(
        authority_id=None,
        person_id=office.signer.person_id,
        valid_from=TODAY,
        advisory_body_id=body_id,
        **{**values, **changes},
    )
    authority_id = administration.save_authority(database, office.administrator, wanted, NOON)
    page = confirming.confirm_page(database, office.signer, authority_id, NOON)
    version = page.authority.values.version
    confirming.confirm(database, office.signer, authority_id, version, NOON)
    return authority_id


def fields_of_board(office, body_id, authority_id):
    return DraftFields(
        subject="Triển khai hồ sơ số tại bộ phận một cửa năm 2026",
        legal_bases="Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023.",
        opening="Ban Chỉ đạo ban hành Kế hoạch như sau:",
        body="I. MỤC ĐÍCH\n1. Rút ngắn thời gian giải quyết.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Thành viên Ban Chỉ đạo đôn đốc việc thực hiện Kế hoạch này./.",
        to_places="Ủy ban nhân dân tỉnh\nThành viên Ban Chỉ đạo",
        filing_line="Lưu: VT, BCĐ.",
        promulgation_place="An Phước",
        unit_id=office.unit_id,
        signing_authority_id=authority_id,
        advisory_body_id=body_id,
    )


def listed(database, office, body_id):
    views = administration.advisory_bodies(database, office.administrator)
    return next(one for one in views if one.values.body_id == body_id)


def test_a_plan_of_a_board_bears_its_name_notation_and_number(database, rules, office, body_id):
    authority_id = authority_of(database, office, body_id)
    a_series(
        database, office.agency_id, name="Ban Chỉ đạo", last_number=3, advisory_body_id=body_id
    )
    fields = fields_of_board(office, body_id, authority_id)

    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)
    take(database, rules, office.drafter, plan_id, "submit")
    for _ in ("content_check", "opinion"):
        take(database, rules, office.unit_head, plan_id, "approve")
    for actor, action, more in the_way(office)[2:]:
        take(database, rules, actor, plan_id, action, **more)

    with database.reading() as session:
        text = text_of(plans.current_revision(session, plan_id))
        row = session.scalars(select(RegisterRow)).one()
        assert text.organ_in_charge == "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC"
        assert text.organ_name == "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ"
        assert (text.signer.position, text.signer.second_title) == (
            "TRƯỞNG BAN",
            "CHỦ TỊCH UBND XÃ",
        )
        assert (row.number, row.notation) == (4, "KH-BCĐ")
        assert session.get_one(PlanRow, plan_id).advisory_body_id == body_id


def test_the_drafting_page_offers_the_boards_and_says_who_issues(database, office, body_id):
    page = drafting_desk.editing(database, office.drafter, None, NOON)

    assert [(one.id, one.label) for one in page.bodies] == [(body_id, "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ")]
    assert page.agency_name == ("ỦY BAN NHÂN DÂN", "XÃ AN PHƯỚC")
    assert page.notation == "KH-UBND"


def test_a_board_without_a_series_takes_no_number_of_the_agency(database, office, body_id):
    fields = fields_of_board(office, body_id, None)
    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)

    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        assert plan.code_notation == "KH-BCĐ"
        assert expected_number(session, plan, TODAY) == ""
        with pytest.raises(numbering.NoSeriesError, match="Tổ chức tư vấn này"):
            numbering.series_of(session, office.agency_id, plan.document_type_id, body_id)


@pytest.mark.parametrize("of_board", [True, False])
def test_the_signer_holds_his_title_in_the_body_that_issues(database, office, body_id, of_board):
    theirs = authority_of(database, office, body_id)
    fields = fields_of_board(office, body_id, theirs)
    wrong = (
        replace(fields, signing_authority_id=office.authority_id)
        if of_board
        else replace(fields, advisory_body_id=None)
    )

    with pytest.raises(InvalidInputError, match="chức danh trong chính cơ quan") as refusal:
        drafting.create_plan(database, office.drafter, wrong, NOON)

    assert refusal.value.field == "signing_authority_id"


def test_changing_only_the_issuer_is_a_change_of_the_plan(database, office, body_id):
    fields = fields_of_board(office, None, office.authority_id)
    plan_id = drafting.create_plan(database, office.drafter, fields, NOON)
    to_board = replace(fields, advisory_body_id=body_id, signing_authority_id=None)

    kept = drafting.save(
        database, office.drafter, plan_id, version_of(database, plan_id), to_board, now=NOON
    )

    page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    assert kept.changed
    assert page.fields.advisory_body_id == body_id
    assert page.organ_name == ("BAN CHỈ ĐẠO", "CHUYỂN ĐỔI SỐ")


def test_a_new_plan_never_begins_with_a_title_of_a_board(database, office, body_id):
    authority_of(database, office, body_id)

    page = drafting_desk.editing(database, office.drafter, None, NOON)

    assert page.fields.signing_authority_id == office.authority_id


def test_the_board_of_another_agency_does_not_exist(database, body_id):
    other = an_office(database, short_name="UBND xã Bình Minh")
    fields = fields_of_board(other, body_id, None)

    with pytest.raises(InvalidInputError, match="không thuộc cơ quan"):
        drafting.create_plan(database, other.drafter, fields, NOON)
    with pytest.raises(NotFoundError):
        administration.save_advisory_body(
            database, other.administrator, replace(BOARD, body_id=body_id), NOON
        )


def test_only_an_administrator_keeps_the_boards(database, office):
    with pytest.raises(ForbiddenError):
        administration.save_advisory_body(database, office.clerk, BOARD, NOON)
    with pytest.raises(ForbiddenError):
        administration.advisory_bodies(database, office.clerk)


def test_a_board_is_changed_from_a_fresh_page_only(database, office, body_id):
    wanted = replace(BOARD, body_id=body_id, abbreviation="BCĐCĐS", version=1)

    administration.save_advisory_body(database, office.administrator, wanted, NOON)

    assert listed(database, office, body_id).values == replace(wanted, version=2)
    with pytest.raises(StalePageError):
        administration.save_advisory_body(database, office.administrator, wanted, NOON)


@pytest.mark.usefixtures("body_id")
def test_two_boards_of_one_name_are_refused(database, office):
    with pytest.raises(InvalidInputError, match="tên này"):
        administration.save_advisory_body(database, office.administrator, BOARD, NOON)

    assert len(administration.advisory_bodies(database, office.administrator)) == 1


def a_series_input(database, body_id, **changes):
    types = {one.name: one.id for one in administration.document_types(database)}
    values = {"last_number": 0, "year": 2026, "advisory_body_id": body_id}
    return SeriesInput(None, "Ban Chỉ đạo", types["Kế hoạch"], "", **{**values, **changes})


def test_a_board_has_a_series_beside_the_agency_s_for_the_same_type(database, office, body_id):
    assert not listed(database, office, body_id).has_series

    wanted = a_series_input(database, body_id)
    administration.save_series(database, office.administrator, wanted, NOON)

    assert listed(database, office, body_id).has_series
    views = administration.series_list(database, office.administrator, NOON)
    assert {one.body_name for one in views} == {"", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"}
    with database.reading() as session:
        own = numbering.expected(
            session, office.agency_id, type_id(session), TODAY, advisory_body_id=body_id
        )
        agency = numbering.expected(session, office.agency_id, type_id(session), TODAY)
    assert (own.text, agency.text) == ("01/KH-BCĐ", "115/KH-UBND")


def test_a_second_series_of_the_board_for_the_type_is_refused(database, office, body_id):
    wanted = a_series_input(database, body_id)
    administration.save_series(database, office.administrator, wanted, NOON)

    with pytest.raises(InvalidInputError, match="đã có dãy số"):
        again = replace(wanted, name="Ban Chỉ đạo, sổ hai")
        administration.save_series(database, office.administrator, again, NOON)


@pytest.mark.parametrize(
    ("form", "names_the_board"), [("advisory", False), ("tm_kt", True)], ids=["none", "needless"]
)
def test_a_title_of_a_board_names_the_board_and_no_other_does(
    database, office, body_id, form, names_the_board
):
    with pytest.raises(InvalidInputError) as refusal:
        authority_of(database, office, body_id if names_the_board else None, form=form)

    assert refusal.value.field == "advisory_body_id"
