"""The certificates an agency trusts, and what it asks of its electronic papers."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, an_office
from tests.service.signed_papers import trust
from tests.signing import SIGNED_AT, a_signer, an_authority
from webapp.db.models.audit import AuditRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.signing_order import SigningRules
from webapp.services import trust_anchors
from webapp.services.signing_settings import (
    SigningSettings,
    save_signing_settings,
    signing_rules,
    signing_settings,
)
from webapp.services.trust_anchors import add_anchor, anchors_of, remove_anchor, roots_of

ROOT = an_authority("Ban Cơ yếu (thử nghiệm)")
ASKED = {"file_before_number": True, "file_before_issue": True}
BOTH = SigningSettings(**ASKED)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def last_event(database, agency_id):
    with database.reading() as session:
        query = select(AuditRow).where(AuditRow.agency_id == agency_id)
        row = session.scalars(query.order_by(AuditRow.ordinal.desc()).limit(1)).one()
        return row.action, json.loads(row.details)


def roots(database, office):
    with database.reading() as session:
        return roots_of(session, office.agency_id)


@pytest.mark.parametrize("data", [ROOT.der, ROOT.pem])
def test_a_root_is_kept_with_its_fingerprint_and_the_log_says_so(database, office, data):
    assert trust(database, office.administrator, data) == "Ban Cơ yếu (thử nghiệm)"

    (one,) = anchors_of(database, office.administrator, NOON)
    assert (one.subject, one.issuer, one.ended) == (one.issuer, "Ban Cơ yếu (thử nghiệm)", False)
    assert len(one.fingerprint.split()) == 16
    assert roots(database, office) == (ROOT.der,)
    action, details = last_event(database, office.agency_id)
    assert (action, details["sha256"]) == ("add_trust_anchor", one.sha256)


def test_it_is_trusted_no_more_when_it_is_removed(database, office):
    trust(database, office.administrator, ROOT.der)
    (one,) = anchors_of(database, office.administrator, NOON + timedelta(days=400))
    assert one.ended

    remove_anchor(database, office.administrator, one.id, NOON)

    assert roots(database, office) == ()
    assert last_event(database, office.agency_id)[0] == "remove_trust_anchor"
    with pytest.raises(NotFoundError, match="Không tìm thấy chứng thư"):
        remove_anchor(database, office.administrator, one.id, NOON)


def test_another_agency_neither_sees_nor_removes_it(database, office):
    trust(database, office.administrator, ROOT.der)
    (one,) = anchors_of(database, office.administrator, NOON)
    other = an_office(database, short_name="UBND xã Hòa Bình")

    assert anchors_of(database, other.administrator, NOON) == ()
    with pytest.raises(NotFoundError):
        remove_anchor(database, other.administrator, one.id, NOON)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"xin chao", "không phải một chứng thư"),
        (b"-----BEGIN CERTIFICATE-----", "không phải một chứng thư"),
        (b"x" * 100_001, "không phải một chứng thư"),
        (ROOT.der.replace(b"Ban", b"\xff\xfe "), "không phải một chứng thư"),
        (a_signer(ROOT).der, "không phải của tổ chức cấp chứng thư"),
        (an_authority(rsa_bits=1024).der, "ngắn hơn 2048 bit"),
    ],
)
def test_what_is_no_sound_certificate_of_an_authority_is_refused(database, office, data, sentence):
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        trust(database, office.administrator, data)

    assert refused.value.field == "file"
    assert roots(database, office) == ()


def test_a_file_is_asked_for_and_one_is_enough(database, office, monkeypatch):
    with pytest.raises(InvalidInputError, match="Chọn tệp chứng thư"):
        add_anchor(database, office.administrator, None, NOON)
    trust(database, office.administrator, ROOT.der)
    with pytest.raises(InvalidInputError, match="đã có trong danh sách"):
        trust(database, office.administrator, ROOT.der)
    monkeypatch.setattr(trust_anchors, "MOST", 1)
    with pytest.raises(InvalidInputError, match="bỏ chứng thư không còn dùng"):
        trust(database, office.administrator, an_authority(ends=SIGNED_AT).der)


def test_the_settings_are_off_until_the_agency_says_so(database, office):
    assert signing_settings(database, office.administrator) == SigningSettings()
    with database.reading() as session:
        assert signing_rules(session, office.agency_id) == SigningRules()

    save_signing_settings(database, office.administrator, BOTH, NOON)

    saved = signing_settings(database, office.administrator)
    assert (saved.file_before_number, saved.file_before_issue, saved.version) == (True, True, 1)
    with database.reading() as session:
        assert signing_rules(session, office.agency_id) == SigningRules(**ASKED)
    assert last_event(database, office.agency_id)[0] == "save_signing_settings"
    with pytest.raises(StalePageError, match="Mục chữ ký số đã được sửa"):
        save_signing_settings(database, office.administrator, BOTH, NOON)


def test_nobody_but_the_administrator_sets_any_of_it(database, office):
    for deed in (
        lambda: trust(database, office.clerk, ROOT.der),
        lambda: remove_anchor(database, office.clerk, 1, NOON),
        lambda: anchors_of(database, office.clerk, NOON),
        lambda: signing_settings(database, office.clerk),
        lambda: save_signing_settings(database, office.clerk, BOTH, NOON),
    ):
        with pytest.raises(ForbiddenError, match="Chỉ quản trị cơ quan"):
            deed()
