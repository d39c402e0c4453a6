"""A paper that is no plan of a state agency comes in with a report that says so plainly."""

import pytest

from tests.unit.docx_samples import bold, cell, docx, foot, head, p, row, table
from webapp.documents.reading.document import read_docx
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain

RIGHT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def head_of(left, right):
    return table(row(cell(*map(p, left)), cell(*map(p, right))))


def centred(words):
    return p(bold(words), align="center")


def of_the_party():
    return docx(
        head_of(
            ("ĐẢNG BỘ TỈNH AN HÒA", "ĐẢNG ỦY XÃ AN LẠC", "*", "Số 05-KH/ĐU"),
            ("ĐẢNG CỘNG SẢN VIỆT NAM", "An Lạc, ngày 12 tháng 02 năm 2026"),
        )
        + centred("KẾ HOẠCH")
        + centred("kiểm tra, giám sát năm 2026")
        + p("Ban Thường vụ Đảng ủy xã ban hành Kế hoạch như sau:")
        + p(bold("I. MỤC ĐÍCH"))
        + p("1. Nâng cao chất lượng kiểm tra.")
        + table(
            row(
                cell("Nơi nhận:", "- Các chi bộ;", "- Lưu Văn phòng Đảng ủy."),
                cell("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "", "Lò Văn Pâng"),
            )
        )
    )


def a_letter(*, addressed=True):
    to = "Kính gửi: Ủy ban nhân dân các xã, phường." if addressed else "Sở thông báo như sau:"
    return docx(
        head_of(
            ("UBND TỈNH AN HÒA", "SỞ NỘI VỤ", "Số: 345/SNV-VTLT", "V/v báo cáo công tác lưu trữ"),
            (*RIGHT, "An Hòa, ngày 05 tháng 3 năm 2026"),
        )
        + p(to)
        + p("1. Báo cáo số liệu.")
        + p("2. Gửi về Sở trước ngày 20/3/2026./.")
        + foot()
    )


def two_plans():
    def one(subject):
        return (
            head(subject) + p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát.") + p("Thực hiện./.") + foot()
        )

    return docx(one("Kiểm tra công tác lưu trữ") + p() + one("Tuyên truyền phòng cháy"))


ENGLISH = (
    "Dear Mr. Tran,",
    "Thank you for your letter of 12 March about the records programme.",
    "We would be glad to welcome your delegation to our archive in the second week of May.",
    "Yours sincerely,",
)


def told(plan):
    return [item.message for item in plan.report if item.kind == "about"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (of_the_party(), "văn bản của Đảng"),
        (a_letter(), "công văn"),
        (a_letter(addressed=False), "công văn"),
        (two_plans(), "hơn một văn bản"),
        (docx("".join(map(p, ENGLISH))), "tiếng Việt"),
    ],
    ids=["a Party document", "a letter", "a letter to nobody", "two plans", "English"],
)
def test_the_report_begins_with_what_the_paper_is(data, words):
    plan = read_docx(data)

    (sentence,) = told(plan)
    assert words in sentence
    assert plan.report[0].message == sentence


def test_a_party_paper_keeps_its_signature_and_its_list():
    plan = read_docx(of_the_party())

    assert plan.signer.authority == ("T/M BAN THƯỜNG VỤ",)
    assert plan.signer.full_name == "Lò Văn Pâng"
    assert [plain(place) for place in plan.to_places] == ["Các chi bộ"]
    assert plain(plan.filing_line) == "Lưu Văn phòng Đảng ủy."


def test_the_sentence_on_a_letter_leads_to_its_address():
    plan = read_docx(a_letter())

    assert plan.report[0].place == f"body/{plan.body[0].id}"
    assert plain(plan.body[0].runs).startswith("Kính gửi")


def test_a_letter_whose_address_opens_the_text_is_known():
    plan = read_paper("Căn cứ Luật Lưu trữ;\n\nKính gửi: Các phòng.\n\nI. VIỆC\n\n1. Báo cáo.")

    assert any("công văn" in sentence for sentence in told(plan))


def test_pasted_papers_are_told_the_same():
    assert any("tiếng Việt" in one for one in told(read_paper("\n\n".join(ENGLISH))))
    assert any("Đảng" in one for one in told(read_paper("ĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH\nThử")))


def test_a_plan_is_called_nothing_else():
    data = docx(head() + p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát hồ sơ của các cơ quan.") + foot())

    assert told(read_docx(data)) == []


def test_an_appendix_with_a_title_may_carry_the_nation():
    form = table(row(cell(*map(p, RIGHT))))
    data = docx(
        head() + p(bold("I. VIỆC")) + p("1. Rà soát.") + foot() + centred("Mẫu số 01") + form
    )

    assert told(read_docx(data)) == []
