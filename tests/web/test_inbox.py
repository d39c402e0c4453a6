"""Bàn làm việc and the notifications."""

import pytest

from tests.service.booking import register
from tests.service.builders import NOON, a_plan, an_office, save
from webapp.db.models.process import NotificationRow, StepRow


def told(database, person, plan_id, message, kind="returned"):
    return save(
        database,
        lambda _: NotificationRow(
            agency_id=person.agency_id,
            person_id=person.person_id,
            plan_id=plan_id,
            kind=kind,
            message=message,
            created_at=NOON,
        ),
    )


@pytest.mark.parametrize(
    "role", ["drafter", "unit_head", "format_checker", "signer", "clerk", "administrator"]
)
def test_an_empty_desk_says_what_will_come(sign_in, office, role):
    page = sign_in(getattr(office, role)).get("/")

    assert "Không có việc nào chờ anh/chị." in page.text
    assert ("Soạn kế hoạch" in page.text) == (role == "drafter")


def test_a_draft_lies_on_the_desk_of_its_drafter_only(sign_in, office, sqlite_database):
    plan_id = a_plan(sqlite_database, office)

    links = sign_in(office.drafter).get("/").links()
    assert f"/ke-hoach/{plan_id}" in links.values()
    assert f"/ke-hoach/{plan_id}" not in sign_in(office.signer).get("/").links().values()


def test_what_waits_stands_with_its_step_and_reason(sign_in, office, sqlite_database):
    plan_id = a_plan(sqlite_database, office, state="content_check")
    save(
        sqlite_database,
        lambda _: StepRow(
            agency_id=office.agency_id,
            plan_id=plan_id,
            round=1,
            step_key="content_check",
            assignee_id=office.unit_head.person_id,
            since=NOON,
            due_on=NOON.date(),
        ),
    )

    page = sign_in(office.unit_head).get("/")

    assert "Việc chờ tôi (1)" in page.text
    assert f"/ke-hoach/{plan_id}/duyet" in page.links().values()
    assert "hạn 02/03/2026" in page.text


def test_a_late_step_is_marked(sign_in, office, sqlite_database, clock):
    plan_id = a_plan(sqlite_database, office, state="content_check")
    save(
        sqlite_database,
        lambda _: StepRow(
            agency_id=office.agency_id,
            plan_id=plan_id,
            round=1,
            step_key="content_check",
            assignee_id=office.unit_head.person_id,
            since=NOON,
            due_on=NOON.date(),
        ),
    )
    clock.forward(days=3)

    page = sign_in(office.unit_head).get("/")

    assert "1 việc quá hạn" in page.text
    assert "quá hạn 02/03/2026" in page.text


def test_a_markup_in_a_subject_stays_text(sign_in, office, sqlite_database):
    told(sqlite_database, office.drafter, None, "<script>alert(1)</script> & «lạ»")

    page = sign_in(office.drafter).get("/")

    assert "<script>alert(1)</script> & «lạ»" in page.text
    assert all(one.get("src") for one in page.all("script"))


def test_notifications_are_counted_and_marked_read(sign_in, office, sqlite_database):
    plan_id = a_plan(sqlite_database, office)
    for count in range(3):
        told(sqlite_database, office.drafter, plan_id, f"Bị trả lại lần {count}")
    client = sign_in(office.drafter)
    page = client.get("/thong-bao")
    assert "Thông báo, 3 chưa đọc" in page.text

    page = client.fill(page, "/thong-bao/da-doc")

    assert "Thông báo, không có mục chưa đọc" in page.text
    assert "Bị trả lại lần 2" in page.text


def test_older_notifications_are_on_the_next_page(sign_in, office, sqlite_database):
    for count in range(30):
        told(sqlite_database, office.drafter, None, f"Tin số {count}.")
    client = sign_in(office.drafter)

    page = client.get("/thong-bao")
    assert "Tin số 29." in page.text
    assert "Tin số 0." not in page.text

    assert "Tin số 0." in client.get(page.links()["Cũ hơn"]).text


def test_what_another_agency_was_told_is_not_shown(sign_in, office, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ")
    told(sqlite_database, other.drafter, None, "Chuyện của Sở")

    assert "Chuyện của Sở" not in sign_in(office.drafter).get("/thong-bao").text


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "12:00 hôm nay"), (1, "12:00 hôm qua"), (5, "5 ngày trước"), (30, "02/03/2026")],
)
def test_a_time_is_told_as_people_say_it(sign_in, office, sqlite_database, clock, days, said):
    told(sqlite_database, office.drafter, None, "Có tin.")
    clock.forward(days=days)

    assert said in sign_in(office.drafter).get("/thong-bao").text


def test_the_clerk_sees_on_his_desk_what_has_to_go_out_at_once(sign_in, office, sqlite_database):
    register(sqlite_database, office, said={"subject": "Trực bão số 3", "priority": "KHẨN"})

    page = sign_in(office.clerk).get("/")

    assert "Phải cấp số, chuyển đi (1)" in page.text
    assert "Khẩn: chuyển ngay" in page.text
    assert "Phải cấp số" not in sign_in(office.signer).get("/").text


def test_a_notice_is_its_own_link_and_says_the_name_of_the_plan_again_only_where_it_changed(
    sign_in, office, sqlite_database
):
    plan_id = a_plan(sqlite_database, office)
    subject = sign_in(office.drafter).get(f"/ke-hoach/{plan_id}").heading
    told(sqlite_database, office.drafter, plan_id, f"Kế hoạch «{subject}»: bị trả lại.")
    told(sqlite_database, office.drafter, plan_id, "Kế hoạch «Tên cũ»: bị trả lại.")

    page = sign_in(office.drafter).get("/thong-bao")

    assert page.links()["Kế hoạch «Tên cũ»: bị trả lại."] == f"/ke-hoach/{plan_id}"
    assert page.text.count(f"nay là «{subject}»") == 1
