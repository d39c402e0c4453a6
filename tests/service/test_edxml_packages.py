"""The exchange package of an issued plan."""

import pytest

from tests.service.booking import last_event
from tests.service.builders import NOON, a_plan, bring_to, take, the_way
from tests.service.directories import CODE, add, send_to
from tests.service.signed_papers import a_scan, hand_in
from webapp.db.models.plans import PlanRow
from webapp.documents.edxml import read
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.services.edxml_packages import package
from webapp.services.outgoing import PaperKey
from webapp.services.papers import download

OTHER = "000.00.13.H56"


@pytest.fixture
def issued(database, rules, office):
    """Bring a plan to its issue, sent to the Sở by the axis and elsewhere on paper."""

    def issue():
        plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
        ids = add(database, office, "Sở Nội vụ", code=OTHER), add(database, office, "Các thôn")
        send_to(database, rules, office, plan_id, *ids)
        return plan_id

    return issue


def own_code(database, office, code=CODE):
    inside = f"agency:{office.agency_id}"
    add(database, office, "UBND xã An Phước", code=code, inside=inside, email="vt@xa.example.vn")


def test_it_says_what_the_paper_says_to_those_on_the_axis(database, rules, office, issued):
    own_code(database, office)
    plan_id = issued()

    made = package(database, rules, office.clerk, PaperKey(plan_id), NOON)

    message = read(made.data)
    assert made.file_name.startswith("115-KH-UBND-2026-")
    assert made.file_name.endswith(".edxml")
    assert message.document_id == f"{CODE},2026,115/KH-UBND"
    assert message.sender.name == "ỦY BAN NHÂN DÂN XÃ AN PHƯỚC"
    assert [one.name for one in message.receivers] == ["Sở Nội vụ"]
    assert message.to_places == ("UBND tỉnh", "Các thôn")
    assert (message.competence, message.position) == ("TM", "CHỦ TỊCH")
    assert (message.type_name, message.priority) == ("Kế hoạch", 0)
    assert message.department == "Phòng Văn hóa - Xã hội"
    (file,) = message.files
    assert file.data == download(database, rules, office.clerk, plan_id, None, now=NOON).data


def test_who_made_it_and_for_whom_stands_in_the_log(database, rules, office, issued):
    own_code(database, office)

    package(database, rules, office.clerk, PaperKey(issued()), NOON)

    event = last_event(database)
    assert event.action == "export_edxml"
    assert "Sở Nội vụ" in event.details


@pytest.mark.parametrize("code", [None, ""])
def test_without_the_agencys_own_code_there_is_none(database, rules, office, issued, code):
    if code is not None:
        own_code(database, office, code)
    plan_id = issued()

    with pytest.raises(InvalidInputError, match="Chưa biết mã định danh của cơ quan"):
        package(database, rules, office.clerk, PaperKey(plan_id), NOON)


def test_without_a_place_on_the_axis_there_is_none(database, rules, office):
    own_code(database, office)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")

    with pytest.raises(InvalidInputError, match="Chưa có nơi nhận nào gửi qua trục"):
        package(database, rules, office.clerk, PaperKey(plan_id), NOON)


def test_only_the_clerk_makes_it(database, rules, office, issued):
    with pytest.raises(ForbiddenError, match="văn thư"):
        package(database, rules, office.drafter, PaperKey(issued()), NOON)


def test_the_signed_paper_goes_out_where_it_is_there(database, rules, office, issued):
    own_code(database, office)
    plan_id = issued()
    scan = a_scan()
    hand_in(database, office.clerk, plan_id, scan)

    (file,) = read(package(database, rules, office.clerk, PaperKey(plan_id), NOON).data).files

    assert file.data == scan
    assert (file.media_type, file.file_name[-4:]) == ("application/pdf", ".pdf")


def test_a_signed_paper_of_another_signature_stays_here(database, rules, office):
    own_code(database, office)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    hand_in(database, office.clerk, plan_id)
    take(database, rules, office.clerk, plan_id, "return")
    bring_on(database, rules, office, plan_id)
    send_to(database, rules, office, plan_id, add(database, office, code=OTHER))

    (file,) = read(package(database, rules, office.clerk, PaperKey(plan_id), NOON).data).files

    assert file.file_name.endswith(".docx")


def bring_on(database, rules, office, plan_id):
    """Take a plan that came back the whole way once more."""
    if state_of(database, plan_id) == "returned":
        take(database, rules, office.unit_head, plan_id, "pass_on")
    for actor, action, more in the_way(office):
        take(database, rules, actor, plan_id, action, **more)


def state_of(database, plan_id):
    with database.reading() as session:
        return session.get_one(PlanRow, plan_id).state
