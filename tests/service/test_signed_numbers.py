"""Number and date in the PDF that the leader signed: filled in, signed by the agency, checked."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.paper_pdf import a_paper
from tests.service.builders import NOON, a_plan, a_text, an_office, bring_to, take
from tests.service.signed_papers import hand_in, trust
from tests.signing import a_signer, an_authority, filled, hollow, sign, stamped
from webapp.db.models.audit import AuditRow
from webapp.documents.pdf.form_fields import with_fields
from webapp.documents.pdf.signatures import filled_in
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.plan import Medium
from webapp.domain.process import Action
from webapp.services import reading, signature_checks, signed_files, signed_numbers
from webapp.services.deeds import Deed, Outcome
from webapp.services.signing_settings import SigningSettings, save_signing_settings

LATER = NOON + timedelta(hours=1)
ROOT = an_authority()
LEADER, SEAL = a_signer(ROOT), a_signer(ROOT, "ỦY BAN NHÂN DÂN XÃ AN PHƯỚC")
FORM = with_fields(a_paper(), "Phạm Quốc Toản")
SIGNED = sign(FORM, LEADER, field="chu_ky_nguoi_ky")
NUMBERS = {"so": "115", "ngay": "02"}


def sealed(data):
    return sign(data, SEAL, field="chu_ky_co_quan")


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def office(database):
    office = an_office(database)
    trust(database, office.administrator, ROOT.pem)
    return office


@pytest.fixture
def signed_id(database, rules, office):
    """A plan that waits for its number."""
    plan_id = a_plan(database, office, a_text(medium=Medium.ELECTRONIC))
    return bring_to(database, rules, office, plan_id, "numbering")


def number(database, rules, office, plan_id, *, now=LATER):
    return take(database, rules, office.clerk, plan_id, "number", now=now)


def card(database, rules, office, plan_id):
    return reading.plan_page(database, rules, office.clerk, plan_id, LATER).signed


def newest(database, rules, office, plan_id):
    return card(database, rules, office, plan_id).newest


def said_of(copy):
    """Return the warnings but that the page of the tests has not all words of the plan."""
    return [one for one in copy.warnings if not one.startswith("Lớp chữ")]


def numbered_file(database, rules, office, plan_id):
    copy = newest(database, rules, office, plan_id)
    return signed_files.taken(database, office.clerk, plan_id, copy.id, LATER).data


def test_the_number_goes_into_the_file_that_the_leader_signed(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id, SIGNED)

    told = number(database, rules, office, signed_id).message

    assert "Đã điền số, ngày vào tệp đã ký;" in told
    page = card(database, rules, office, signed_id)
    made = page.newest.checks
    assert (page.newest.ordinal, made.filled_here, said_of(page.newest)) == (2, True, [])
    assert {name: made.form[name] for name in NUMBERS} == NUMBERS
    assert [(one.name, one.verdict_label) for one in made.signatures] == [
        ("Phạm Quốc Toản", "Hợp lệ")
    ]
    assert numbered_file(database, rules, office, signed_id).startswith(SIGNED)
    assert not page.may_fill


def test_it_is_written_down_like_every_other_version(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id, SIGNED)
    number(database, rules, office, signed_id)

    copy = newest(database, rules, office, signed_id)
    with database.reading() as session:
        events = select(AuditRow).where(AuditRow.action == "fill_signed")
        last = session.scalars(events.order_by(AuditRow.ordinal.desc())).first()
    assert json.loads(last.details)["sha256"] == copy.sha256
    assert json.loads(last.details)["filled"] == NUMBERS


def test_the_agencys_signature_closes_it_and_only_then_it_may_go_out(
    database, rules, office, signed_id
):
    asked = SigningSettings(file_before_issue=True)
    save_signing_settings(database, office.administrator, asked, NOON)
    hand_in(database, office.clerk, signed_id, SIGNED)
    number(database, rules, office, signed_id)
    assert "chỉ được phát hành" in card(database, rules, office, signed_id).waits

    made = numbered_file(database, rules, office, signed_id)
    told = hand_in(database, office.clerk, signed_id, sealed(made), now=LATER)

    assert told.startswith("Đã nhận bản đã ký, đóng dấu (bản 3).")
    assert "Đã điền" not in told
    page = card(database, rules, office, signed_id)
    assert (page.waits, said_of(page.newest)) == ("", [])


def test_a_file_that_comes_after_the_number_is_filled_at_once(database, rules, office, signed_id):
    number(database, rules, office, signed_id)

    told = hand_in(database, office.clerk, signed_id, SIGNED, now=LATER)

    assert told.startswith("Đã nhận bản đã ký, đóng dấu (bản 1).")
    assert "Đã điền số, ngày vào tệp đã ký;" in told
    assert newest(database, rules, office, signed_id).checks.filled_here


def test_a_number_that_another_tool_filled_in_is_as_good(database, rules, office, signed_id):
    number(database, rules, office, signed_id)

    own = sealed(filled_in(SIGNED, NUMBERS))

    assert "Đã điền" not in hand_in(database, office.clerk, signed_id, own)
    assert said_of(newest(database, rules, office, signed_id)) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"so": "116", "ngay": "02"}, "Tệp ghi số 116 nhưng sổ đăng ký văn bản đi ghi số 115;"),
        ({"so": "115", "ngay": "2"}, "Tệp ghi ngày 2 nhưng sổ đăng ký văn bản đi ghi ngày 02;"),
    ],
)
def test_another_number_or_day_than_the_registers_is_refused(
    database, rules, office, signed_id, values, said
):
    number(database, rules, office, signed_id)

    with pytest.raises(InvalidInputError, match=said):
        hand_in(database, office.clerk, signed_id, sealed(filled_in(SIGNED, values)))

    assert newest(database, rules, office, signed_id) is None


def test_a_number_that_is_kept_in_the_field_and_not_shown_is_named_and_left_to_its_maker(
    database, rules, office, signed_id
):
    number(database, rules, office, signed_id)

    told = hand_in(database, office.clerk, signed_id, sealed(filled(SIGNED, **NUMBERS)))

    assert "Đã điền" not in told
    page = card(database, rules, office, signed_id)
    assert not page.may_fill
    assert said_of(page.newest) == ["Tệp chưa điền số, ngày; điền rồi ký số của cơ quan sau cùng."]


def test_a_page_drawn_over_is_no_field_filled_in(database, rules, office, signed_id):
    number(database, rules, office, signed_id)

    hand_in(database, office.clerk, signed_id, sealed(stamped(filled_in(SIGNED, NUMBERS))))

    leader, agency = newest(database, rules, office, signed_id).checks.signatures
    assert "thêm hoặc sửa sau khi ký" in leader.complaint
    assert agency.verdict_label == "Hợp lệ"


def test_a_month_printed_before_it_turned_is_not_filled_and_is_named(
    database, rules, office, signed_id
):
    hand_in(database, office.clerk, signed_id, SIGNED)

    told = number(database, rules, office, signed_id, now=NOON + timedelta(days=31)).message

    assert "Đã điền" not in told
    page = card(database, rules, office, signed_id)
    assert not page.may_fill
    (said,) = said_of(page.newest)
    assert said.startswith("Tệp ghi tháng 3 nhưng sổ đăng ký văn bản đi ghi tháng 4;")


def test_a_broken_signature_is_not_filled(database, rules, office, signed_id):
    hand_in(database, office.clerk, signed_id, hollow(SIGNED))

    assert "Đã điền" not in number(database, rules, office, signed_id).message
    assert not card(database, rules, office, signed_id).may_fill


def test_where_the_process_ends_badly_the_number_stands_and_the_clerk_tries_again(
    database, rules, office, signed_id, monkeypatch
):
    hand_in(database, office.clerk, signed_id, SIGNED)
    with monkeypatch.context() as patched:
        patched.setattr(signature_checks, "VALIDATOR", "tests.no_such_module")
        outcome = number(database, rules, office, signed_id)

    assert outcome.number == 115
    assert "Chưa điền được số, ngày vào tệp đã ký" in outcome.message
    assert card(database, rules, office, signed_id).may_fill
    assert "Đã điền" in signed_numbers.fill_in(database, office.clerk, signed_id, LATER)
    assert signed_numbers.fill_in(database, office.clerk, signed_id, LATER) == ""


def test_a_fill_that_would_spoil_a_signature_is_not_kept(
    database, rules, office, signed_id, monkeypatch
):
    hand_in(database, office.clerk, signed_id, SIGNED)
    monkeypatch.setattr(signed_numbers, "filled_in", lambda data, _: stamped(data))

    assert "không cho điền số, ngày" in number(database, rules, office, signed_id).message
    assert newest(database, rules, office, signed_id).ordinal == 1


def test_who_is_slower_than_another_keeps_nothing(database, rules, office, signed_id, monkeypatch):
    hand_in(database, office.clerk, signed_id, SIGNED)

    def meanwhile(data, values):
        monkeypatch.undo()
        signed_numbers.fill_in(database, office.clerk, signed_id, LATER)
        return signature_checks.filled_in(data, values)

    monkeypatch.setattr(signed_numbers, "filled_in", meanwhile)
    number(database, rules, office, signed_id)

    assert newest(database, rules, office, signed_id).ordinal == 2


def test_only_the_clerk_fills_in(database, office, signed_id):
    with pytest.raises(ForbiddenError, match="Chỉ văn thư"):
        signed_numbers.fill_in(database, office.drafter, signed_id, NOON)


def test_whoever_keeps_no_originals_gives_the_number_alone(database, office, signed_id):
    outcome = Outcome("issued", "Đã phát hành", "Đã cấp số.")
    deed = Deed(signed_id, 0, Action.NUMBER)

    assert signed_numbers.after(database, office.drafter, deed, outcome, NOON) is outcome
