"""The ways of a department and of an advisory body through the windows of all their people."""

from tests.browser.conftest import PHONE
from tests.browser.people import Clerk, Decider, Drafter
from tests.service.builders import PASSWORD, a_person, a_plan, a_series, save
from tests.service.test_advisory_bodies import BOARD, authority_of, fields_of_board
from webapp.db.models.organisations import AgencyRow
from webapp.domain.people import Role
from webapp.services import administration, drafting


def submits(windows, actor, plan_id) -> Drafter:
    drafter: Drafter = windows.open(Drafter, actor)
    return drafter.goes_to(f"/ke-hoach/{plan_id}/viec/trinh").presses("Trình")


def signs_and_numbers(windows, office, plan_id, number) -> None:
    leader = windows.open(Decider, office.signer, size=PHONE)
    leader.agrees(plan_id, password=PASSWORD)
    clerk = windows.open(Clerk, office.clerk)
    clerk.records_signature(plan_id, "02/03/2026")
    clerk.numbers(plan_id).sees(number)


def test_a_plan_of_a_department_passes_the_head_of_its_office(windows, site):
    office = site.office

    def of_a_department(session):
        agency = session.get_one(AgencyRow, office.agency_id)
        agency.workflow_name = "ke_hoach_so"
        return agency

    save(site.database, of_a_department)
    office_head = a_person(
        site.database, office.agency_id, Role.OFFICE_HEAD, full_name="Hồ Văn Lâm"
    )
    plan_id = a_plan(site.database, office)

    submits(windows, office.drafter, plan_id).sees("Chờ kiểm tra nội dung")
    windows.open(Decider, office.unit_head).agrees(plan_id)
    windows.open(Decider, office.format_checker).agrees(plan_id)
    windows.open(Decider, office_head).agrees(plan_id).sees("Chờ duyệt")
    signs_and_numbers(windows, office, plan_id, "115/KH-UBND")


def test_a_plan_of_a_board_hears_its_members_and_takes_its_own_number(windows, site):
    office, database = site.office, site.database
    body_id = administration.save_advisory_body(database, office.administrator, BOARD, site.now())
    authority_id = authority_of(database, office, body_id)
    a_series(
        database, office.agency_id, name="Ban Chỉ đạo", last_number=3, advisory_body_id=body_id
    )
    fields = fields_of_board(office, body_id, authority_id)
    plan_id = drafting.create_plan(database, office.drafter, fields, site.now())

    submits(windows, office.drafter, plan_id).sees("Chờ kiểm tra nội dung")
    head = windows.open(Decider, office.unit_head)
    head.agrees(plan_id).sees("Chờ ý kiến: Ý kiến các đơn vị thành viên")
    head.agrees(plan_id).sees("Chờ kiểm tra thể thức")
    windows.open(Decider, office.format_checker).agrees(plan_id)
    signs_and_numbers(windows, office, plan_id, "04/KH-BCĐ")
