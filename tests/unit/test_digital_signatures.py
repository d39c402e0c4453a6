"""What is said of a digital signature, by what was found of it."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from webapp.domain.digital_signatures import (
    DigitalSignature,
    Integrity,
    Stamp,
    Trust,
    Verdict,
    signatures_from,
)

YEAR = timedelta(days=365)
GOOD = DigitalSignature(
    "Phạm Quốc Toản",
    covers_all=True,
    signed_at="2026-03-02T03:00:00+00:00",
    valid_from="2025-03-02T03:00:00+00:00",
    valid_to="2027-03-02T03:00:00+00:00",
    integrity=Integrity.INTACT,
    trust=Trust.TRUSTED,
)


@pytest.mark.parametrize(
    ("changes", "verdict", "complaint"),
    [
        ({}, Verdict.VALID, ""),
        ({"integrity": Integrity.FILLED}, Verdict.VALID, ""),
        ({"weak": "SHA-1"}, Verdict.DOUBTFUL, "của Phạm Quốc Toản dùng SHA-1, dưới mức"),
        ({"trust": Trust.NO_ANCHORS}, Verdict.DOUBTFUL, "cơ quan chưa có chứng thư gốc"),
        ({"trust": Trust.UNFIT}, Verdict.DOUBTFUL, "không dùng được để ký văn bản"),
        ({"integrity": Integrity.UNCHECKED}, Verdict.DOUBTFUL, "chưa kiểm tra được"),
        ({"trust": Trust.EXPIRED}, Verdict.INVALID, "hết hạn lúc ký"),
        ({"trust": Trust.NOT_YET}, Verdict.INVALID, "chưa có hiệu lực lúc ký"),
        ({"trust": Trust.REVOKED}, Verdict.INVALID, "đã bị thu hồi"),
        ({"integrity": Integrity.CHANGED}, Verdict.INVALID, "thêm hoặc sửa sau khi ký"),
        ({"integrity": Integrity.BROKEN, "name": ""}, Verdict.INVALID, "không toàn vẹn"),
    ],
)
def test_the_verdict_and_what_is_complained_of(changes, verdict, complaint):
    one = replace(GOOD, **changes)

    assert one.verdict is verdict
    assert one.verdict_label
    assert complaint in one.complaint
    assert bool(one.complaint) is (verdict is not Verdict.VALID)


def test_the_fields_that_were_filled_in_are_named():
    one = replace(GOOD, integrity=Integrity.FILLED, filled=("ngay", "so"))

    assert one.integrity_label.endswith("(ô ngày, số)")
    assert GOOD.integrity_label.startswith("toàn vẹn, không có gì")


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "theo giờ máy người ký, không có dấu thời gian"),
        ({"stamp": Stamp.TRUSTED, "stamped_by": "TSA"}, "theo dấu thời gian của TSA"),
        ({"stamp": Stamp.UNTRUSTED}, "theo dấu thời gian chưa đủ tin cậy"),
    ],
)
def test_who_tells_the_moment_is_said(changes, label):
    assert replace(GOOD, **changes).stamp_label == label


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "chưa kiểm tra được trạng thái thu hồi"),
        ({"revocation_known": True}, "chưa bị thu hồi, theo bằng chứng kèm trong tệp"),
        ({"trust": Trust.REVOKED}, "đã bị thu hồi"),
    ],
)
def test_a_revocation_that_could_not_be_looked_up_is_said_to_be_unknown(changes, label):
    assert replace(GOOD, **changes).revocation_label == label


def test_it_is_read_back_as_it_was_kept_and_an_older_row_is_unchecked():
    kept = asdict(replace(GOOD, filled=("so",)))
    kept["filled"] = ["so"]  # as JSON has it
    one, older = signatures_from([kept, {"name": "Phạm Quốc Toản", "covers_all": True}])

    assert one == replace(GOOD, filled=("so",))
    assert one.moment == datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert one.validity == (one.moment - YEAR, one.moment + YEAR)
    assert (older.integrity, older.moment, older.validity) == (Integrity.UNCHECKED, None, None)
    assert older.trust_label == "chưa kiểm tra được chứng thư"
