"""The file of exchanged working days: what it may say, and what it is refused for."""

from datetime import date

import pytest

from webapp.domain.working_days import CalendarError, DayKind, SpecialDay, load_days

SATURDAY = """
[[days]]
day = 2026-01-10
kind = "worked"
document = "Công văn số 1/VPCP ngày 25/12/2025"
issuer = "Văn phòng Chính phủ"
"""


def test_a_file_gives_its_days_with_the_documents_they_rest_on():
    document = "Công văn số 1/VPCP ngày 25/12/2025"

    assert load_days(SATURDAY) == (
        SpecialDay(date(2026, 1, 10), DayKind.WORKED, document, "Văn phòng Chính phủ"),
    )


def test_a_file_without_days_is_a_calendar_too():
    assert load_days("") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SATURDAY.replace("01-10", "01-12"), "làm bù 12/01/2026 không phải thứ Bảy hay Chủ nhật"),
        (SATURDAY.replace("worked", "free"), "nghỉ 10/01/2026 là thứ Bảy hoặc Chủ nhật"),
        (SATURDAY * 2, "Ngày 10/01/2026 có hai lần"),
        (SATURDAY.replace("worked", "half"), "«kind» của mục .* thứ 1 phải là một trong"),
        (SATURDAY.replace("2026-01-10", '"10/01/2026"'), "Thiếu «day»"),
        (SATURDAY.replace("2026-01-10", "2026-01-10T08:00:00"), "Thiếu «day»"),
        (SATURDAY.replace("issuer", "office"), "Không hiểu khóa «office»"),
        (SATURDAY.replace('"Văn phòng Chính phủ"', '" "'), "Thiếu «issuer»"),
        (SATURDAY.replace('"worked"', "1"), "Thiếu «kind»"),
        ("days = 3", "ghi sai mục days"),
        ("days = [3]", "Không đọc được mục .* thứ 1"),
        ("[[days", "không phải TOML đúng cú pháp"),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(CalendarError, match=sentence) as refused:
        load_days(text)

    assert str(refused.value).endswith(".")
