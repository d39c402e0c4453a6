"""What the number, the issue and a dispatch wait for, by the medium of the paper."""

from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_plan, a_text, bring_to, take, version_of
from tests.service.directories import add
from tests.service.signed_papers import a_scan, hand_in, trust
from tests.signing import a_page, a_signer, an_authority, filled, sign
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.plan import Medium
from webapp.domain.process import Action
from webapp.services import dispatches, reading
from webapp.services.deeds import Deed
from webapp.services.dispatches import Sending
from webapp.services.outgoing import PaperKey
from webapp.services.signing_settings import SigningSettings, save_signing_settings
from webapp.services.transitions import take_step
from webapp.services.uploads import Upload

LATER = NOON + timedelta(hours=1)
ROOT = an_authority()
SIGNED = sign(a_page(), a_signer(ROOT))
CHANGED = SIGNED.replace(b"/Rect", b"/Rekt", 1)
NUMBER = "chỉ được cấp số khi đã có tệp PDF người ký đã ký số"
SEND = "chỉ được phát hành, gửi đi khi đã có tệp PDF mang số"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def ask(database, office, **asked):
    save_signing_settings(database, office.administrator, SigningSettings(**asked), NOON)


def an_electronic(database, rules, office, state):
    plan_id = a_plan(database, office, a_text(medium=Medium.ELECTRONIC))
    return bring_to(database, rules, office, plan_id, state)


def page(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, NOON)


def deeds(database, rules, office, plan_id):
    return {one.action for one in page(database, rules, office.clerk, plan_id).actions}


def test_the_number_waits_for_the_leaders_file_and_the_page_says_so(database, rules, office):
    ask(database, office, file_before_number=True)
    plan_id = an_electronic(database, rules, office, "numbering")

    assert "number" not in deeds(database, rules, office, plan_id)
    assert NUMBER in page(database, rules, office.clerk, plan_id).signed.waits
    with pytest.raises(ForbiddenError, match=NUMBER):
        take(database, rules, office.clerk, plan_id, "number")

    hand_in(database, office.clerk, plan_id, SIGNED)

    assert page(database, rules, office.clerk, plan_id).signed.waits == ""
    assert take(database, rules, office.clerk, plan_id, "number").number == 115


@pytest.mark.parametrize("data", [a_scan(), CHANGED], ids=["a scan", "changed"])
def test_a_file_without_a_sound_signature_is_kept_and_does_not_do(database, rules, office, data):
    ask(database, office, file_before_number=True)
    plan_id = an_electronic(database, rules, office, "numbering")
    hand_in(database, office.clerk, plan_id, data)

    assert page(database, rules, office.clerk, plan_id).signed.newest is not None
    assert "number" not in deeds(database, rules, office, plan_id)


def test_nothing_is_asked_of_paper_nor_where_the_agency_asks_nothing(database, rules, office):
    electronic = an_electronic(database, rules, office, "numbering")
    assert "number" in deeds(database, rules, office, electronic)

    ask(database, office, file_before_number=True, file_before_issue=True)
    paper = bring_to(database, rules, office, a_plan(database, office), "numbering")
    assert "number" in deeds(database, rules, office, paper)


def test_it_is_sent_when_the_file_that_bears_the_number_is_there(database, rules, office):
    ask(database, office, file_before_issue=True)
    plan_id = an_electronic(database, rules, office, "numbering")
    place = add(database, office)
    wanted = Sending(PaperKey(plan_id), (place,), channel="paper")
    hand_in(database, office.clerk, plan_id, SIGNED)
    take(database, rules, office.clerk, plan_id, "number", now=LATER)

    shown = page(database, rules, office.clerk, plan_id)
    assert SEND in shown.signed.waits
    assert not shown.dispatches.may_send
    with pytest.raises(ForbiddenError, match=SEND):
        dispatches.send(database, rules, office.clerk, wanted, LATER)

    hand_in(database, office.clerk, plan_id, filled(SIGNED, so="115", ngay="02"), now=LATER)

    assert page(database, rules, office.clerk, plan_id).dispatches.may_send
    assert dispatches.send(database, rules, office.clerk, wanted, LATER).count == 1


def test_a_file_from_before_the_number_does_not_bear_it(database, rules, office):
    ask(database, office, file_before_issue=True)
    plan_id = an_electronic(database, rules, office, "numbering")
    guessed = filled(a_page(), so="115", ngay="02")
    hand_in(database, office.clerk, plan_id, sign(guessed, a_signer(ROOT)))
    take(database, rules, office.clerk, plan_id, "number", now=LATER)

    assert SEND in page(database, rules, office.clerk, plan_id).signed.waits


def test_a_voided_number_waits_for_nothing(database, rules, office):
    ask(database, office, file_before_issue=True)
    plan_id = an_electronic(database, rules, office, "issued")
    assert SEND in page(database, rules, office.clerk, plan_id).signed.waits
    take(database, rules, office.clerk, plan_id, "void")

    assert page(database, rules, office.clerk, plan_id).signed.waits == ""


# --- the file with the record of the signature


def record(database, rules, actor, plan_id, data, **more):
    file = Upload("ban ky.pdf", data)
    return take(
        database, rules, actor, plan_id, "record_signature",
        signed_on=NOON.date(), file=file, **more,
    )  # fmt: skip


@pytest.fixture
def approved_id(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "signature")


def test_the_file_may_come_with_the_record_of_the_signature(database, rules, office, approved_id):
    outcome = record(database, rules, office.clerk, approved_id, a_scan())

    assert outcome.message.endswith("Đã nhận bản đã ký, đóng dấu (bản 1).")
    shown = page(database, rules, office.clerk, approved_id)
    assert (shown.head.state, shown.signed.newest.ordinal) == ("numbering", 1)
    said = [one.sentence for one in shown.history[:2]]
    assert said[0].startswith("Đỗ Minh Châu đưa lên bản đã ký")
    assert "ghi nhận đã nhận bản có chữ ký" in said[1]


@pytest.mark.parametrize(
    ("data", "more", "field"),
    [(b"xin chao", {}, "file"), (a_scan(), {"signed_on": None}, "signed_on")],
)
def test_a_bad_file_or_a_bad_day_leaves_nothing_half_done(
    database, rules, office, approved_id, data, more, field
):
    with pytest.raises(InvalidInputError) as refused:
        file = Upload("ban ky.pdf", data)
        values = {"signed_on": NOON.date(), "file": file, **more}
        take(database, rules, office.clerk, approved_id, "record_signature", **values)

    assert refused.value.field == field
    shown = page(database, rules, office.clerk, approved_id)
    assert (shown.head.state, shown.signed.newest) == ("signature", None)


def test_whoever_may_not_record_the_signature_has_no_file_looked_at(
    database, rules, office, approved_id
):
    with pytest.raises(ForbiddenError, match="do Văn thư xử lý"):
        record(database, rules, office.drafter, approved_id, b"xin chao")


def test_a_second_tap_with_the_file_is_told_that_it_is_done(database, rules, office, approved_id):
    deed = Deed(
        approved_id,
        version_of(database, approved_id),
        Action.RECORD_SIGNATURE,
        signed_on=NOON.date(),
        file=Upload("ban ky.pdf", a_scan()),
    )
    take_step(database, rules, office.clerk, deed, NOON)

    assert "đã" in take_step(database, rules, office.clerk, deed, NOON).message
    assert page(database, rules, office.clerk, approved_id).signed.older == ()


def test_a_stand_in_records_the_signature_without_a_file(database, rules, office, approved_id):
    absent = office.clerk.person_id

    with pytest.raises(ForbiddenError, match="không kèm tệp"):
        record(database, rules, office.drafter, approved_id, a_scan(), in_place_of=absent)


def test_a_file_that_comes_with_another_deed_is_left_aside(database, rules, office):
    plan_id = a_plan(database, office)
    take(database, rules, office.drafter, plan_id, "submit", file=Upload("a.pdf", b"xin chao"))

    assert page(database, rules, office.drafter, plan_id).head.state == "content_check"


def test_the_same_file_is_found_anew_when_other_roots_are_trusted(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    hand_in(database, office.clerk, plan_id, SIGNED)
    assert "không cần đưa lại" in hand_in(database, office.clerk, plan_id, SIGNED)
    trust(database, office.administrator, ROOT.der)

    assert "(bản 2)" in hand_in(database, office.clerk, plan_id, SIGNED)

    newest = page(database, rules, office.clerk, plan_id).signed.newest
    assert newest.checks.signatures[0].verdict == "valid"
