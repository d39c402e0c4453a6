"""Opinions on a plan and phiếu lấy ý kiến through the browser's door."""

import pytest

from tests.service.builders import bring_to
from tests.service.detours import QUESTION as ASKED
from tests.service.detours import answer as reply
from tests.service.detours import put
from tests.service.dossier_files import attach
from tests.service.polled import DUE, LATE, POLICE, QUESTION, answer, ask, enter, the_members
from tests.web.client import words
from webapp.domain.opinions import Vote

TYPED = {
    "office": "Công an xã",
    "stance": "remarks",
    "text": "Bổ sung lực lượng bảo vệ.",
    "number": "12/CAX",
    "dated": "02/03/2026",
    "paper_id": "",
}
TAKEN = "Tiếp thu, bổ sung tại mục II."


@pytest.fixture
def plan_id(way):
    return way.plan_id


@pytest.fixture
def room(plan_id):
    return f"/ke-hoach/{plan_id}/y-kien"


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def signer(sign_in, office):
    return sign_in(office.signer)


@pytest.fixture
def members(sqlite_database, office):
    return the_members(sqlite_database, office)


@pytest.fixture
def poll_id(sqlite_database, office, plan_id, members):
    return ask(sqlite_database, office.drafter, plan_id, members)


@pytest.fixture
def phieu(plan_id, poll_id):
    return f"/ke-hoach/{plan_id}/phieu/{poll_id}"


def test_an_answer_to_a_question_is_shown_with_it_and_explained(
    sqlite_database, rules, office, plan_id, room, drafter
):
    bring_to(sqlite_database, rules, office, plan_id, "approval")
    put(sqlite_database, rules, office.signer, plan_id, office.unit_head)
    reply(sqlite_database, rules, office.unit_head, plan_id, "opinion", "Đã giao đủ.")

    page = drafter.get(room)
    assert "Trả lời câu hỏi trong quá trình xử lý" in page.text
    assert f"Câu hỏi: {ASKED}" in page.text
    path = f"{room}/cau-hoi/1/tiep-thu"
    page = drafter.get(path)
    assert ASKED in page.text

    page = drafter.fill(page, path, text="Tiếp thu.")

    assert "Tiếp thu, giải trình: Tiếp thu." in page.text
    assert "Trả lời câu hỏi trong quá trình xử lý (1)" in drafter.get(f"/ke-hoach/{plan_id}").text


# --- of offices


def test_the_drafter_enters_an_opinion_with_its_paper(
    drafter, signer, sqlite_database, office, plan_id, room
):
    paper_id = attach(sqlite_database, office.drafter, plan_id)
    form = drafter.get(f"{room}/them")

    page = drafter.fill(form, f"{room}/them", **{**TYPED, "paper_id": str(paper_id)})

    assert "Đã nhập ý kiến của Công an xã." in page.text
    shown = signer.get(room)
    assert "số 12/CAX ngày 02/03/2026" in shown.text
    assert f"/ke-hoach/{plan_id}/ho-so/{paper_id}" in shown.links().values()
    assert "Sửa" not in shown.links()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"office": ""}, "Ghi tên cơ quan"),
        ({"text": ""}, "Ghi nội dung góp ý"),
        ({"dated": "31/02/2026"}, "Ngày này không có"),
        ({"stance": "la"}, "không có trong danh sách"),
        ({"paper_id": "999"}, "không có trong danh sách"),
    ],
)
def test_what_cannot_be_taken_comes_back(drafter, room, changes, sentence):
    page = drafter.post(f"{room}/them", {**TYPED, **changes}, 422)

    assert sentence in page.text
    assert page.values(f"{room}/them")["number"] == "12/CAX"


def test_a_slip_is_mended_and_a_mistake_dropped(drafter, sqlite_database, office, plan_id, room):
    enter(sqlite_database, office.drafter, plan_id)
    address = drafter.get(room).links()["Sửa ý kiến của Công an xã"]
    form = drafter.get(address)

    page = drafter.fill(form, address, office="Công an xã An Phước")
    stale = drafter.fill(form, address, 409, office="Khác")

    assert "Công an xã An Phước" in page.text
    assert "tải lại trang" in stale.text
    dropped = drafter.fill(drafter.get(address), address.replace("/sua", "/bo"))
    assert "Chưa nhập ý kiến của cơ quan nào." in dropped.text


def test_others_only_read(signer, sqlite_database, office, plan_id, room, rules):
    enter(sqlite_database, office.drafter, plan_id)
    bring_to(sqlite_database, rules, office, plan_id, "approval")

    assert signer.raw("GET", f"{room}/them").status_code == 403
    assert signer.raw("GET", f"{room}/1/sua").status_code == 403
    assert signer.raw("GET", f"{room}/co-quan/1/tiep-thu").status_code == 403
    decision = signer.get(f"/ke-hoach/{plan_id}/duyet")
    assert decision.links()["Cơ quan, đơn vị (1)"] == room
    assert "có ý kiến 1" in decision.text


def test_what_became_of_an_opinion_is_written_beside_it(
    drafter, sqlite_database, office, plan_id, room
):
    enter(sqlite_database, office.drafter, plan_id)
    address = drafter.get(room).links()["Ghi tiếp thu, giải trình ý kiến của Công an xã"]
    form = drafter.get(address)
    assert POLICE.text in form.text

    page = drafter.fill(form, address, text=TAKEN)
    stale = drafter.fill(form, address, 409, text="Khác")

    assert f"Tiếp thu, giải trình: {TAKEN}" in page.text
    assert stale.values(address)["text"] == "Khác"


def test_opinions_that_are_not_there_are_not_found(drafter, room):
    for path in ("/co-quan/9/tiep-thu", "/la/1/tiep-thu", "/9/sua"):
        assert drafter.raw("GET", f"{room}{path}").status_code == 404


def test_the_table_is_taken_as_a_word_file(signer, room):
    answer_ = signer.raw("GET", f"{room}/tai-ve")

    assert answer_.data.startswith(b"PK")
    assert "tong-hop-y-kien-" in answer_.headers["Content-Disposition"]


# --- phiếu lấy ý kiến


def test_the_drafter_asks_members_and_each_finds_the_question(
    drafter, sign_in, members, plan_id, clock
):
    address = f"/ke-hoach/{plan_id}/phieu/them"
    form = drafter.get(address)
    assert "Hồ Văn Lâm, Ủy viên" in form.text

    page = drafter.fill(
        form,
        address,
        question=QUESTION,
        due_on="06/03/2026",
        members=[str(one.person_id) for one in members],
    )

    assert "Đã gửi phiếu lấy ý kiến tới 2 thành viên." in page.text
    assert clock.kicks
    desk = sign_in(members[0]).get("/")
    assert "Phiếu lấy ý kiến chờ tôi (1)" in desk.text
    assert "Lê Thị Hạnh lấy ý kiến" in desk.text
    member = sign_in(members[0]).get(f"/ke-hoach/{plan_id}")
    assert "Lê Thị Hạnh lấy ý kiến anh/chị, hạn 06/03/2026." in member.text
    assert "Mở phiếu và trả lời" in member.links()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": ""}, "Ghi nội dung xin ý kiến"),
        ({"due_on": ""}, "bắt buộc"),
        ({"due_on": "01/03/2026"}, "không thể trước ngày hôm nay"),
        ({"members": []}, "Chọn ít nhất một thành viên"),
    ],
)
def test_a_phieu_that_nobody_can_answer_comes_back(drafter, members, plan_id, changes, sentence):
    address = f"/ke-hoach/{plan_id}/phieu/them"
    sent = {
        "question": QUESTION,
        "due_on": "06/03/2026",
        "members": [str(members[0].person_id)],
        **changes,
    }

    page = drafter.post(address, sent, 422)

    assert sentence in page.text


def test_a_member_answers_once(sign_in, members, phieu, drafter):
    member = sign_in(members[0])
    form = member.get(phieu)
    assert QUESTION in form.text

    page = member.fill(form, phieu, vote="other", text="Lùi một tuần.")
    again = member.fill(form, phieu, 409, vote="agree", text="Ý khác")

    assert "Đã ghi nhận: ý kiến khác." in page.text
    assert "mỗi người chỉ trả lời một lần" in again.text
    assert "Ý khác" in again.text
    shown = drafter.get(phieu)
    assert "ý kiến khác 1/2, chưa trả lời 1/2" in shown.text
    assert "Lùi một tuần." in shown.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"text": "a"}, "Chọn một trong ba"), ({"vote": "other"}, "Ghi ý kiến khác")],
)
def test_an_answer_that_says_nothing_comes_back(sign_in, members, phieu, sent, sentence):
    page = sign_in(members[0]).post(phieu, {"text": "", **sent}, 422)

    assert sentence in page.text


def test_a_late_answer_is_warned_of_and_marked(sign_in, members, phieu, clock):
    member = sign_in(members[0])
    clock.moment = LATE
    member = sign_in(members[0])

    form = member.get(phieu)
    page = member.fill(form, phieu, vote="agree")

    assert "ghi rõ là muộn và không tính vào kết quả" in form.text
    assert "Đồng ý, muộn" in page.text
    assert "chưa trả lời 2/2, trả lời muộn 1" in page.text


def test_who_opened_it_closes_it(drafter, sign_in, members, phieu):
    page = drafter.fill(drafter.get(phieu), f"{phieu}/dong")

    assert "người chưa trả lời vẫn được tính là chưa trả lời" in page.text
    assert "Đóng phiếu" not in [words(one) for one in page.all("button")]
    assert "Lê Thị Hạnh đóng" in sign_in(members[0]).get(phieu).text


def test_the_leader_sees_how_many_answered_and_answers_from_the_decision(
    signer, sqlite_database, rules, office, plan_id, members
):
    poll_id = ask(sqlite_database, office.drafter, plan_id, [*members, office.signer])
    answer(sqlite_database, members[0], poll_id, Vote.DISAGREE)
    bring_to(sqlite_database, rules, office, plan_id, "approval")

    page = signer.get(f"/ke-hoach/{plan_id}/duyet")

    assert "đã trả lời 1/3" in page.text
    assert "không đồng ý 1/3" not in page.text
    assert page.links()["Mở phiếu và trả lời"] == f"/ke-hoach/{plan_id}/phieu/{poll_id}"
    assert f"{DUE:%d/%m/%Y}" in page.text


def test_the_phieu_is_taken_as_a_word_file(signer, phieu, plan_id):
    answer_ = signer.raw("GET", f"{phieu}/tai-ve")

    assert answer_.data.startswith(b"PK")
    assert "phieu-lay-y-kien-" in answer_.headers["Content-Disposition"]
    assert signer.raw("GET", f"/ke-hoach/{plan_id}/phieu/99").status_code == 404


def test_an_explained_answer_stands_in_the_list(drafter, sqlite_database, members, room, poll_id):
    answer(sqlite_database, members[0], poll_id, Vote.OTHER, "Lùi một tuần.")
    address = drafter.get(room).links()["Ghi tiếp thu, giải trình ý kiến của Hồ Văn Lâm, Ủy viên"]

    page = drafter.fill(drafter.get(address), address, text=TAKEN)

    assert TAKEN in page.text
    assert "Sửa tiếp thu, giải trình ý kiến của Hồ Văn Lâm, Ủy viên" in page.links()
