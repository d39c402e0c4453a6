"""The editor of a workflow through the browser's door, without scripts."""

from tests.service.builders import a_plan
from webapp.services import workflow_editing

PATH = "/quan-tri/quy-trinh/ke_hoach"


def labels(page):
    return [one.get("value") for one in page.all("input") if one.get("name", "").endswith("-label")]


def press(client, page, button, status=200, **changes):
    return client.post(PATH, {**page.values(PATH), **changes, "do": button}, status)


def test_steps_are_added_moved_and_removed_on_the_page_alone(sign_in, office):
    admin = sign_in(office.administrator)
    page = admin.get(PATH)
    before = labels(page)

    page = press(admin, page, "down-0")
    assert labels(page)[:2] == [before[1], before[0]]
    page = press(admin, page, "up-1")
    page = press(admin, page, "add")
    assert labels(page) == [*before, ""]
    page = press(admin, page, f"remove-{len(before)}")
    assert labels(page) == before
    for nonsense in ("up-0", "down-99", "remove-x", "explode-1"):
        assert labels(press(admin, page, nonsense)) == before
    assert labels(admin.get(PATH)) == before


def test_a_new_step_is_saved_as_a_version_that_new_plans_follow(
    sign_in, office, sqlite_database, rules
):
    admin = sign_in(office.administrator)
    page = press(admin, admin.get(PATH), "add")
    last = len(labels(page)) - 1
    typed = {
        f"steps-{last}-label": "Văn phòng cho ý kiến",
        f"steps-{last}-kind": "opinion",
        f"steps-{last}-role": "clerk",
        f"steps-{last}-deadline_days": "2",
    }
    page = press(admin, page, "check", 422, **typed)
    assert "đứng cuối; bước cuối phải là cấp số" in page.text or "không còn tác dụng" in page.text
    for place in range(last, 0, -1):
        page = press(admin, page, f"up-{place}")
    assert "Văn phòng cho ý kiến" in press(admin, page, "check").one("pre").text

    page = press(admin, page, "save")
    assert "Đã lưu quy trình (bản 1)" in page.text
    drafter = sign_in(office.drafter)
    address = f"/ke-hoach/{a_plan(sqlite_database, office)}/viec/trinh"
    assert "Chờ ý kiến: Văn phòng cho ý kiến" in drafter.fill(drafter.get(address), address).text
    shown = workflow_editing.editor(sqlite_database, rules, office.administrator, "ke_hoach")
    assert shown.workflow.steps[0].key == "opinion"


def test_faults_are_told_in_the_words_of_the_form_and_the_typed_stays(sign_in, office):
    admin = sign_in(office.administrator)
    page = press(admin, admin.get(PATH), "save", 422, **{"steps-0-role": "clerk"})
    assert "Quy trình chưa dùng được: bước «Kiểm tra nội dung»" in page.text
    assert "(kiểm tra nội dung) phải giao cho vai trò Lãnh đạo đơn vị." in page.text
    assert page.values(PATH)["steps-0-role"] == "clerk"
    page = press(admin, admin.get(PATH), "save", 422, **{"steps-0-kind": "review"})
    assert "thiếu bước kiểm tra nội dung; thêm một bước loại này." in page.text
    page = press(admin, admin.get(PATH), "save", 422, **{"steps-0-mode": "share"})
    assert "tỷ lệ của bước «Kiểm tra nội dung» phải từ 1 đến 100 %." in page.text

    page = press(admin, admin.get(PATH), "save", 422, **{"steps-0-label": ""})
    assert "Hãy nhập tên bước." in page.text


def test_one_check_may_be_let_to_the_person_of_the_other(sign_in, office, sqlite_database, rules):
    admin = sign_in(office.administrator)
    page = press(admin, admin.get(PATH), "save", **{"steps-1-same_person": "y"})
    assert "bản 1" in page.text

    shown = workflow_editing.editor(sqlite_database, rules, office.administrator, "ke_hoach")
    assert shown.workflow.steps[1].same_person_may_also == ("content_check",)


def test_a_page_that_another_overtook_keeps_what_was_typed(sign_in, office):
    admin = sign_in(office.administrator)
    old = admin.get(PATH)
    press(admin, old, "save", label="Quy trình mới")

    page = press(admin, old, "save", 409, label="Quy trình của tôi")
    assert "đã lưu bản 1" in page.text
    assert page.values(PATH)["label"] == "Quy trình của tôi"


def test_others_do_not_come_in(sign_in, office):
    for actor in (office.drafter, office.signer):
        sign_in(actor).get(PATH, 403)
    sign_in(office.administrator).get("/quan-tri/quy-trinh/khong_co", 422)
