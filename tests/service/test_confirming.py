"""Powers to sign: entered by the office, in force once the head confirms (Điều 13)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.service.builders import NOON, a_person, an_office, save
from tests.service.powers import an_input, choose, confirm, offered, the
from tests.service.records import told, told_last
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import confirming
from webapp.services.administration import save_authority
from webapp.services.reading_desk import desk


@pytest.fixture
def deputy(database, office):
    return a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")


@pytest.fixture
def proposed(database, office, deputy):
    return save_authority(database, office.administrator, an_input(deputy), NOON)


def test_what_the_office_enters_holds_nothing_yet(database, office, proposed, plan_id):
    view = the(database, office, proposed)

    assert (view.state, view.in_force) == ("proposed", False)
    assert view.entered_by == "Bùi Gia Bảo"
    assert view.may_confirm == ("Phạm Quốc Toản",)
    assert offered(database, office) == [office.authority_id]
    with pytest.raises(InvalidInputError, match="chưa hoặc không còn hiệu lực"):
        choose(database, office, plan_id, proposed)


def test_the_head_is_told_and_finds_it_on_his_desk(database, office, proposed):
    kind, message = told_last(database, office.signer)

    assert kind == "to_confirm"
    assert message.startswith("Thẩm quyền ký của Trần Thu Hà")
    waiting = desk(database, office.signer, NOON).powers_to_confirm
    assert [one.values.authority_id for one in waiting] == [proposed]
    assert desk(database, office.administrator, NOON).powers_to_confirm == ()


def test_once_the_head_confirms_it_is_offered_and_used(database, office, proposed, plan_id):
    message = confirm(database, office.signer, proposed)

    assert message == "Đã xác nhận thẩm quyền ký của Trần Thu Hà."
    view = the(database, office, proposed)
    assert (view.state, view.in_force, view.confirmed_by) == ("confirmed", True, "Phạm Quốc Toản")
    assert choose(database, office, plan_id, proposed).changed
    assert desk(database, office.signer, NOON).powers_to_confirm == ()


def test_whoever_entered_it_and_whoever_it_empowers_are_told(database, office, deputy, proposed):
    confirm(database, office.signer, proposed)

    assert told_last(database, deputy)[0] == "confirmed"
    assert "Phạm Quốc Toản đã xác nhận" in told_last(database, office.administrator)[1]


def test_the_office_head_confirms_too(database, office, proposed):
    office_head = a_person(database, office.agency_id, Role.OFFICE_HEAD, full_name="Hồ Văn Lâm")

    confirm(database, office_head, proposed)

    assert the(database, office, proposed).confirmed_by == "Hồ Văn Lâm"


def test_a_clerk_enters_as_an_administrator_does(database, office, deputy):
    authority_id = save_authority(database, office.clerk, an_input(deputy), NOON)

    assert the(database, office, authority_id).entered_by == "Đỗ Minh Châu"
    with pytest.raises(ForbiddenError, match="quản trị cơ quan hoặc văn thư"):
        save_authority(database, office.drafter, an_input(deputy), NOON)


def test_the_person_it_empowers_does_not_confirm(database, deputy, proposed):
    with pytest.raises(ForbiddenError, match="Không ai tự xác nhận"):
        confirming.confirm(database, deputy, proposed, 1, NOON)


def test_whoever_entered_it_does_not_confirm(database, office, deputy):
    both = a_person(database, office.agency_id, Role.ADMINISTRATOR, Role.OFFICE_HEAD)
    authority_id = save_authority(database, both, an_input(deputy), NOON)

    with pytest.raises(ForbiddenError, match="Người nhập không tự xác nhận"):
        confirming.confirm(database, both, authority_id, 1, NOON)


def test_the_database_holds_enterer_and_confirmer_apart(database, proposed):
    def join(session):
        row = session.get_one(SigningAuthorityRow, proposed)
        row.confirmed_by, row.confirmed_at = row.entered_by, NOON
        return row

    with pytest.raises(IntegrityError):
        save(database, join)


@pytest.mark.parametrize("who", ["drafter", "clerk", "unit_head"])
def test_others_confirm_nothing(database, office, proposed, who):
    with pytest.raises(ForbiddenError, match="Chỉ người đứng đầu"):
        confirming.confirm(database, getattr(office, who), proposed, 1, NOON)


def test_the_page_is_for_those_it_concerns(database, office, deputy, proposed):
    assert confirming.confirm_page(database, office.signer, proposed, NOON).may_confirm
    for reader in (office.administrator, office.clerk, deputy):
        assert not confirming.confirm_page(database, reader, proposed, NOON).may_confirm
    with pytest.raises(ForbiddenError):
        confirming.confirm_page(database, office.drafter, proposed, NOON)


def test_another_agencys_power_does_not_exist(database, proposed):
    other = an_office(database, short_name="UBND xã Bình Lộc")

    with pytest.raises(NotFoundError):
        confirming.confirm_page(database, other.signer, proposed, NOON)
    with pytest.raises(NotFoundError):
        confirming.confirm(database, other.signer, proposed, 1, NOON)


def test_a_double_tap_confirms_once(database, office, proposed):
    confirm(database, office.signer, proposed)

    again = confirming.confirm(database, office.signer, proposed, 1, NOON)

    assert again.startswith("Phạm Quốc Toản đã xác nhận lúc 12:00 ngày 02/03/2026.")


def test_a_second_confirmer_is_told_who_was_first(database, office, proposed):
    office_head = a_person(database, office.agency_id, Role.OFFICE_HEAD)
    confirm(database, office.signer, proposed)

    with pytest.raises(ForbiddenError, match="Phạm Quốc Toản đã xác nhận"):
        confirming.confirm(database, office_head, proposed, 1, NOON)
    page = confirming.confirm_page(database, office_head, proposed, NOON)
    assert page.done.startswith("Phạm Quốc Toản đã xác nhận")


def test_what_changed_since_the_page_was_read_is_not_confirmed(database, office, proposed):
    values = the(database, office, proposed).values
    save_authority(database, office.clerk, replace(values, scope="Kinh tế"), NOON)

    with pytest.raises(StalePageError):
        confirming.confirm(database, office.signer, proposed, values.version, NOON)
    assert the(database, office, proposed).entered_by == "Đỗ Minh Châu"


def test_a_declined_power_ends_with_its_reason(database, office, proposed):
    version = the(database, office, proposed).values.version

    message = confirming.decline(
        database, office.signer, proposed, version, "Sai số thông báo", now=NOON
    )

    assert "Trần Thu Hà" in message
    assert the(database, office, proposed).state == "ended"
    assert told_last(database, office.administrator)[1].endswith("Sai số thông báo")
    with pytest.raises(ForbiddenError, match="đã ngừng"):
        confirming.confirm(database, office.signer, proposed, 2, NOON)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_declining_takes_a_reason(database, office, proposed, reason):
    with pytest.raises(InvalidInputError) as refused:
        confirming.decline(database, office.signer, proposed, 1, reason, now=NOON)

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": None},
        {"valid_from": date(2025, 12, 1)},
        {"scope": "Mọi lĩnh vực"},
        {"form": "kt"},
        {"document": "Thông báo khác"},
    ],
)
def test_a_wider_power_waits_for_a_new_confirmation(database, office, deputy, changes):
    limited = an_input(deputy, valid_until=date(2026, 12, 31))
    authority_id = save_authority(database, office.administrator, limited, NOON)
    confirm(database, office.signer, authority_id)
    values = the(database, office, authority_id).values

    save_authority(database, office.clerk, replace(values, **changes), NOON)

    view = the(database, office, authority_id)
    assert (view.state, view.entered_by) == ("proposed", "Đỗ Minh Châu")
    assert told_last(database, office.signer)[0] == "to_confirm"


@pytest.mark.parametrize("changes", [{"valid_until": date(2026, 6, 30)}, {"active": False}])
def test_less_and_the_end_need_no_confirmation(database, office, proposed, changes):
    confirm(database, office.signer, proposed)
    values = the(database, office, proposed).values
    before = len(told(database, office.signer))

    save_authority(database, office.administrator, replace(values, **changes), NOON)

    assert the(database, office, proposed).state != "proposed"
    assert len(told(database, office.signer)) == before


def test_saving_the_same_again_changes_nothing(database, office, proposed):
    confirm(database, office.signer, proposed)
    values = the(database, office, proposed).values

    save_authority(database, office.administrator, values, NOON)

    assert the(database, office, proposed).confirmed_by == "Phạm Quốc Toản"


def test_what_waits_and_is_ended_tells_nobody(database, office, proposed):
    values = the(database, office, proposed).values
    before = len(told(database, office.signer))

    save_authority(database, office.clerk, replace(values, active=False), NOON)

    assert len(told(database, office.signer)) == before
    assert the(database, office, proposed).state == "ended"


# --- the first head


@pytest.fixture
def new_office(database, office):
    """The office before its head has any power."""
    values = the(database, office, office.authority_id).values
    save_authority(database, office.administrator, replace(values, active=False), NOON)
    return office


def test_the_head_confirms_the_power_that_makes_him_the_head(database, new_office):
    first = an_input(new_office.signer, form="tm", position="Chủ tịch")
    authority_id = save_authority(database, new_office.administrator, first, NOON)

    page = confirming.confirm_page(database, new_office.signer, authority_id, NOON)
    assert (page.may_confirm, page.of_oneself) == (True, True)
    confirm(database, new_office.signer, authority_id)

    assert the(database, new_office, authority_id).in_force


def test_with_an_office_head_not_even_the_head_confirms_his_own(database, new_office):
    a_person(database, new_office.agency_id, Role.OFFICE_HEAD)
    first = an_input(new_office.signer, form="tm", position="Chủ tịch")
    authority_id = save_authority(database, new_office.administrator, first, NOON)

    with pytest.raises(ForbiddenError, match="Không ai tự xác nhận"):
        confirming.confirm(database, new_office.signer, authority_id, 1, NOON)


def test_without_a_head_a_deputys_power_has_nobody_to_confirm_it(database, new_office, deputy):
    authority_id = save_authority(database, new_office.administrator, an_input(deputy), NOON)

    assert the(database, new_office, authority_id).may_confirm == ()


def test_a_power_from_before_needs_no_confirmation(database, office):
    page = confirming.confirm_page(database, office.administrator, office.authority_id, NOON)

    assert page.done == "Thẩm quyền ký này đã có hiệu lực từ trước."
    assert page.authority.confirmed_by == ""
