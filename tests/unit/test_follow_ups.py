"""The first words of papers that follow a plan: lawful, complete, and about that plan."""

from dataclasses import replace

import pytest

from tests.unit.a_good_plan import a_plan, words
from webapp.domain import follow_ups
from webapp.domain.follow_ups import Followed
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Severity
from webapp.domain.plan import plain

OLD = a_plan(
    subject=words("Vệ sinh môi trường năm 2026"),
    to_places=(words("Ủy ban nhân dân tỉnh (để b/c)"), words("Các thôn")),
)
REASON = "Ghi nhầm tên đơn vị chủ trì"
LETTER = {"document_type": "CÔNG VĂN", "code_notation": "UBND-KT"}
NOTICE = {"document_type": "THÔNG BÁO", "code_notation": "TB-UBND"}


def followed(text=OLD, **more):
    return Followed(
        text=text,
        named="Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026",
        short="Kế hoạch số 115/KH-UBND",
        **more,
    )


def headed(text, **head):
    """Return the text with what the agency's data add to it."""
    own = ("organ_in_charge", "organ_name", "code_notation", "signer", "unit")
    return replace(text, **{name: getattr(OLD, name) for name in own}, **head)


def said(text):
    blocks = (plain(block.runs) for block in text.body)
    return "\n".join([*map(plain, text.opening), *blocks, *map(plain, text.closing)])


def faults(text):
    return [one for one in check(text) if one.severity is not Severity.HINT]


def test_a_correction_needs_nothing_but_its_rows():
    text = headed(follow_ups.correcting(followed(), REASON))

    left_open = [one for one in faults(replace(text, **LETTER)) if one.rule == "TL-cho-trong"]
    assert left_open == faults(replace(text, **LETTER))
    assert {one.place for one in left_open} == {"body/0"}


def test_a_correction_has_a_table_of_what_was_printed_and_what_is_right():
    table = follow_ups.correcting(followed(), REASON).body[0].table

    assert table is not None
    assert [plain(cell.paragraphs[0]) for cell in table.rows[0]] == [
        "TT",
        "Vị trí",
        "Đã in là",
        "Nay sửa lại là",
    ]
    assert table.header_rows == 1


def test_a_correction_goes_to_those_of_the_list_and_to_whoever_else_got_it():
    text = follow_ups.correcting(followed(sent_to=("Các thôn", "Sở Nội vụ")), REASON)

    assert [plain(one) for one in text.addressees] == [
        "Ủy ban nhân dân tỉnh",
        "Các thôn",
        "Sở Nội vụ",
    ]
    assert [plain(one) for one in text.to_places] == ["Như trên"]


def test_a_recall_goes_to_those_of_the_list_and_to_whoever_else_got_the_plan():
    text = follow_ups.recalling(followed(sent_to=("Các thôn", "Sở Nội vụ")), REASON)

    assert [plain(one) for one in text.to_places] == [
        "Ủy ban nhân dân tỉnh (để b/c)",
        "Các thôn",
        "Sở Nội vụ",
    ]


def test_a_correction_cites_the_decree_and_gives_the_reason():
    text = said(follow_ups.correcting(followed(), REASON))

    assert "khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020" in text
    assert f"Lý do: {REASON}." in text
    assert "của Ủy ban nhân dân xã Nậm Pồ về vệ sinh môi trường năm 2026 đã phát hành" in text


def test_a_recall_has_no_fault_of_form():
    text = headed(follow_ups.recalling(followed(), f"{REASON}."))

    assert faults(replace(text, **NOTICE)) == []


def test_a_recall_says_what_the_receivers_of_paper_and_of_files_do_and_by_when():
    text = said(follow_ups.recalling(followed(), REASON))

    assert "khoản 4 Điều 18" in text
    assert f"Lý do thu hồi: {REASON}." in text
    assert "gửi lại văn bản đã nhận" in text
    assert "hủy bỏ văn bản bị thu hồi" in text
    assert text.count("05 ngày làm việc") == 2


def test_an_amendment_ends_the_older_bases_with_itself():
    text = headed(follow_ups.amending(followed()), document_type="KẾ HOẠCH")

    assert [plain(one)[-1] for one in text.legal_bases] == [";"] * len(OLD.legal_bases) + ["."]
    assert {one.rule for one in faults(text)} == {"TL-cho-trong"}


def test_an_empty_base_of_the_older_plan_stays_empty():
    text = follow_ups.amending(followed(replace(OLD, legal_bases=((),))))

    assert text.legal_bases[0] == ()


def test_a_replacement_ends_once_and_says_what_it_replaces():
    text = follow_ups.replacing(followed())

    assert said(text).count("./.") == 1
    assert said(text).endswith("thay thế Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026./.")


@pytest.mark.parametrize(
    ("subject", "cited"),
    [
        ("Về việc trồng cây", " về trồng cây"),
        ("V/v trồng cây.", " về trồng cây"),
        ("Hà Nội xanh", " về Hà Nội xanh"),
        ("OCOP năm 2026", " về OCOP năm 2026"),
        ("", ""),
        ("Rất dài " * 50, ""),
    ],
)
def test_the_subject_is_cited_in_small_letters_where_it_is_no_name(subject, cited):
    old = followed(replace(OLD, subject=words(subject)))

    assert old.cited == f"{old.named} của Ủy ban nhân dân xã Nậm Pồ{cited}"


def test_the_first_words_keep_place_filing_line_and_medium():
    text = follow_ups.recalling(followed(), REASON)

    assert (text.promulgation_place, text.filing_line, text.medium) == (
        OLD.promulgation_place,
        OLD.filing_line,
        OLD.medium,
    )
