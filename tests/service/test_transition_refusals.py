"""What a deed is refused for; a refusal is one sentence and changes nothing."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    a_revision,
    a_text,
    an_authority,
    an_office,
    bring_to,
    save,
    take,
    version_of,
    words,
)
from tests.service.records import decisions, last_event, state_of, the_plan, told_last
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import SigningAuthorityRow
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.models.process import StepRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    PasswordNeededError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.sign_in_failures import TooManyFailuresError
from webapp.services.transitions import Deed, take_step


@pytest.fixture
def refused(database, rules, office, plan_id):
    """Try a deed at a state; return the sentence, once nothing is found changed."""

    def attempt(error, state, who, action, **more):
        bring_to(database, rules, office, plan_id, state)
        before = version_of(database, plan_id), decisions(database, plan_id)
        actor = who if not isinstance(who, str) else getattr(office, who)
        with pytest.raises(error) as refusal:
            take(database, rules, actor, plan_id, action, **more)
        assert (version_of(database, plan_id), decisions(database, plan_id)) == before
        assert str(refusal.value)
        return str(refusal.value)

    return attempt


FORBIDDEN = [
    ("draft", "unit_head", "submit", "Chỉ người soạn thảo được trình"),
    ("content_check", "drafter", "approve", "do Lãnh đạo đơn vị xử lý"),
    ("content_check", "signer", "return", "do Lãnh đạo đơn vị xử lý"),
    ("format_check", "drafter", "withdraw", "Chỉ người vừa chuyển"),
    ("approval", "clerk", "number", "Chờ duyệt"),
    ("signature", "clerk", "number", "Chờ ký"),
    ("numbering", "drafter", "cancel", "Chờ cấp số"),
    ("numbering", "clerk", "record_signature", "Chờ cấp số"),
    ("issued", "clerk", "return", "Đã phát hành"),
    ("issued", "clerk", "withdraw", "đã có số"),
    ("issued", "drafter", "void", "Chỉ văn thư được hủy số"),
    ("issued", "administrator", "approve", "Đã phát hành"),
]


@pytest.mark.parametrize(("state", "who", "action", "sentence"), FORBIDDEN)
def test_the_policy_is_asked_at_every_deed(refused, state, who, action, sentence):
    assert sentence in refused(ForbiddenError, state, who, action)


@pytest.mark.parametrize(
    ("state", "who", "action"),
    [
        ("content_check", "unit_head", "return"),
        ("issued", "clerk", "void"),
        ("draft", "drafter", "cancel"),
    ],
)
def test_returning_voiding_and_cancelling_need_a_reason(refused, state, who, action):
    assert "Ghi lý do" in refused(InvalidInputError, state, who, action, note="  ")


def test_another_agencys_plan_does_not_exist(database, rules, plan_id):
    stranger = an_office(database, short_name="UBND xã Bình An").drafter

    with pytest.raises(NotFoundError, match="Không tìm thấy văn bản"):
        take(database, rules, stranger, plan_id, "submit")


def test_a_plan_that_never_was_does_not_exist(database, rules, office):
    with pytest.raises(NotFoundError):
        take_step(database, rules, office.drafter, Deed(99, 1, Action.SUBMIT), NOON)


@pytest.mark.parametrize("action", ["edit", "clone"])
def test_deeds_of_other_pages_are_not_taken_here(refused, action):
    assert "tải lại trang" in refused(InvalidInputError, "draft", "drafter", action)


def test_a_note_has_a_limit(refused):
    sentence = refused(InvalidInputError, "content_check", "unit_head", "return", note="a" * 2001)

    assert sentence == "Ý kiến dài quá 2000 ký tự; rút gọn lại."


# --- the page and the password


def test_a_stale_page_names_who_acted_and_when(database, rules, office, plan_id):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_to(database, rules, office, plan_id, "format_check")
    page = version_of(database, plan_id)
    take(database, rules, second, plan_id, "return")

    with pytest.raises(StalePageError) as refusal:
        deed = Deed(plan_id, page, Action.APPROVE)
        take_step(database, rules, office.format_checker, deed, NOON)

    assert str(refusal.value) == (
        "Văn bản vừa được Hồ Văn Lâm «Trả lại» lúc 12:00 ngày 02/03/2026; "
        "mở lại văn bản để xem bản mới rồi quyết định."
    )


def test_a_page_older_than_a_saved_text_is_stale(database, rules, office, plan_id):
    page = version_of(database, plan_id)
    with database.transaction() as session:
        session.get_one(PlanRow, plan_id).subject = "Trồng cây đầu xuân"
        audit.record(session, office.drafter, "import", now=NOON, plan=plan_id)

    with pytest.raises(StalePageError, match="vừa được chính anh/chị cập nhật ở cửa sổ khác lúc"):
        deed = Deed(plan_id, page, Action.SUBMIT)
        take_step(database, rules, office.drafter, deed, NOON)


def test_looking_at_a_plan_makes_no_page_stale(database, rules, office, plan_id):
    with database.transaction() as session:
        audit.record(session, office.unit_head, "view", now=NOON, plan=plan_id)

    assert take(database, rules, office.drafter, plan_id, "submit").state == "content_check"


def test_a_double_tap_is_told_that_it_is_done(database, rules, office, plan_id):
    deed = Deed(plan_id, version_of(database, plan_id), Action.SUBMIT)
    take_step(database, rules, office.drafter, deed, NOON)

    again = take_step(database, rules, office.drafter, deed, NOON + timedelta(seconds=2))

    assert again.state == "content_check"
    assert again.message == ("Anh/chị đã «Trình» lúc 12:00 ngày 02/03/2026; không cần làm lại.")
    assert decisions(database, plan_id) == [("content_check", "waiting")]


def test_approval_asks_for_the_password_each_time(refused, office):
    just_given = replace(office.signer, password_given_at=NOON)

    sentence = refused(PasswordNeededError, "approval", just_given, "approve", password="")

    assert sentence == "Nhập lại mật khẩu để «Đồng ý» văn bản này."


def test_a_wrong_password_is_refused(refused):
    sentence = refused(PasswordNeededError, "approval", "signer", "approve", password="sai")

    assert sentence == "Mật khẩu không đúng; nhập lại mật khẩu đang dùng."


def test_a_wrong_password_at_a_deed_stands_in_the_log(database, refused):
    refused(PasswordNeededError, "approval", "signer", "approve", password="sai")

    with database.reading() as session:
        actions = session.scalars(select(AuditRow.action)).all()
    assert actions.count("sign_in_failed") == 1


def test_five_wrong_passwords_close_the_deed_for_a_while(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    for _ in range(5):
        with pytest.raises(PasswordNeededError):
            take(database, rules, office.signer, plan_id, "approve", password="sai")

    with pytest.raises(TooManyFailuresError, match="chờ 15 phút"):
        take(database, rules, office.signer, plan_id, "approve", password=PASSWORD)


def test_numbering_asks_for_the_password_after_fifteen_minutes(refused, office):
    long_ago = replace(office.clerk, password_given_at=NOON - timedelta(minutes=15))

    assert "Cấp số" in refused(PasswordNeededError, "numbering", long_ago, "number", password="")


def test_a_return_needs_no_password(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    done = take(database, rules, office.signer, plan_id, "return", password="")

    assert done.state == "returned"


# --- what must stand before the submission

UNREADY = {
    "unit_id": ({"unit_id": None}, "Chọn đơn vị soạn thảo"),
    "signing_authority_id": ({"signing_authority_id": None}, "Chọn người ký"),
}


@pytest.mark.parametrize(("field", "case"), UNREADY.items(), ids=UNREADY)
def test_a_plan_needs_its_unit_and_its_signer(database, rules, office, field, case):
    changes, sentence = case
    plan_id = a_plan(database, office, **changes)

    with pytest.raises(InvalidInputError, match=sentence) as refusal:
        take(database, rules, office.drafter, plan_id, "submit")

    assert refusal.value.field == field


def test_errors_of_form_block_the_submission(database, rules, office):
    faulty = a_text(subject=(), legal_bases=(words("Căn cứ Luật Thủ đô"),))
    plan_id = a_plan(database, office, faulty)

    with pytest.raises(InvalidInputError, match=r"Còn \d lỗi thể thức.*Lỗi đầu tiên: \S"):
        take(database, rules, office.drafter, plan_id, "submit")

    assert state_of(database, plan_id) == "draft"


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": date(2026, 3, 1)},
        {"valid_from": date(2026, 3, 3)},
        {"active": False},
    ],
)
def test_a_power_to_sign_must_be_in_force(database, rules, office, changes):
    authority = an_authority(database, office.agency_id, office.signer.person_id, **changes)
    plan_id = a_plan(database, office, signing_authority_id=authority)

    with pytest.raises(ForbiddenError, match="không còn hiệu lực ngày 02/03/2026"):
        take(database, rules, office.drafter, plan_id, "submit")


def test_a_power_that_ended_on_the_way_cannot_approve(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    def end(session):
        authority = session.get_one(SigningAuthorityRow, office.authority_id)
        authority.valid_until = date(2026, 3, 1)
        return authority

    save(database, end)

    with pytest.raises(ForbiddenError, match="không còn hiệu lực"):
        take(database, rules, office.signer, plan_id, "approve")


# --- the date of the signature


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "Nhập ngày ký"),
        (date(2026, 3, 3), "không thể sau ngày hôm nay"),
        (date(2026, 3, 1), "không thể trước ngày duyệt 02/03/2026"),
    ],
)
def test_the_date_of_the_signature_is_checked(refused, day, sentence):
    assert sentence in refused(
        InvalidInputError, "signature", "clerk", "record_signature", signed_on=day
    )


def test_days_are_counted_in_vietnam(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")
    after_midnight = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)

    done = take(
        database,
        rules,
        office.clerk,
        plan_id,
        "record_signature",
        now=after_midnight,
        signed_on=date(2026, 3, 3),
    )

    assert done.state == "numbering"


# --- approvals that do not fit the text any more (Điều 11.2), planted behind the services


def change_the_text(database, office, plan_id):
    text = a_text(subject=words("Tuyên truyền, phổ biến pháp luật trên địa bàn xã năm 2027"))
    save(database, lambda _: a_revision(plan_id, 2, text, office.drafter.person_id))


def change_the_template(database, _office, plan_id):
    def swap(session):
        plan = session.get_one(PlanRow, plan_id)
        plan.template_sha256 = plan.workflow_sha256
        return plan

    save(database, swap)


def change_the_stored_words(database, office, plan_id):
    def write(_session):
        row = a_revision(plan_id, 2, a_text(), office.drafter.person_id)
        row.content = json.dumps(json.loads(row.content) | {"promulgation_place": "Bình An"})
        return row

    save(database, write)


PLANTED = [change_the_text, change_the_template, change_the_stored_words]
BOUND = [("approval", "signer", "approve"), ("numbering", "clerk", "number")]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda one: one.__name__)
@pytest.mark.parametrize(("state", "who", "action"), BOUND)
def test_a_changed_text_returns_the_plan_by_rule(
    database, rules, office, plan_id, plant, state, who, action
):
    bring_to(database, rules, office, plan_id, state)
    plant(database, office, plan_id)

    with pytest.raises(ForbiddenError, match=r"đã trở về người soạn thảo \(Điều 11\)"):
        take(database, rules, getattr(office, who), plan_id, action)

    plan = the_plan(database, plan_id)
    assert (plan.state, plan.signed_on, plan.last_mover_id) == ("draft", None, None)
    assert "approved" not in dict(decisions(database, plan_id)).values()
    name, event, details = last_event(database, plan_id)
    assert (name, event, details["from"], details["to"]) == (
        "Hệ thống",
        "return_by_rule",
        state,
        "draft",
    )
    assert told_last(database, office.drafter)[0] == "returned"
    assert told_last(database, getattr(office, who))[0] != "returned"


def test_a_text_that_changes_before_the_signature_is_recorded_is_found(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "signature")
    change_the_text(database, office, plan_id)

    with pytest.raises(ForbiddenError, match="trở về người soạn thảo"):
        take(database, rules, office.clerk, plan_id, "record_signature", signed_on=NOON.date())

    assert state_of(database, plan_id) == "draft"


def test_no_decision_of_an_older_round_counts(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")
    take(database, rules, office.signer, plan_id, "return")
    take(database, rules, office.unit_head, plan_id, "pass_on")
    change_the_text(database, office, plan_id)

    bring_to(database, rules, office, plan_id, "issued")

    with database.reading() as session:
        rounds = {row.round for row in session.query(StepRow).filter_by(decision="approved")}
        assert session.query(RevisionRow).count() == 2
    assert rounds == {2}
