"""What a printed page carries besides the paper is left out and reported."""

from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain

LONG = "Các thôn tổ chức trồng cây và chăm sóc cây theo đúng kế hoạch đã đề ra. " * 12


def removed(plan):
    return [item.text for item in plan.report if item.kind == "removed"]


def texts(plan):
    return [plain(block.runs) for block in plan.body]


def test_a_page_number_in_the_middle_of_a_sentence_goes():
    plan = read_paper("I. A\n\n- Trồng cây gắn liền\n\n2\n\nvới bảo vệ rừng.")

    assert texts(plan) == ["A", "Trồng cây gắn liền với bảo vệ rừng."]
    assert removed(plan) == ["2"]


def test_rising_numbers_a_page_apart_go():
    plan = read_paper(f"{LONG}\n\n2\n\n{LONG}\n\n- 3 -\n\n{LONG}")

    assert removed(plan) == ["2", "- 3 -"]


def test_numbers_that_say_page_go_wherever_they_stand():
    plan = read_paper("Một.\nTrang 1\nHai.\nTrang 2/5\nBa.\n3/5\nBốn.")

    assert removed(plan) == ["Trang 1", "Trang 2/5", "3/5"]


def test_numbers_of_rows_and_the_last_number_stay():
    plan = read_paper("Việc\n1\nTrồng cây\n2\nTưới nước\n3")

    assert removed(plan) == []
    assert "3" in texts(plan)


def test_lines_that_repeat_beside_page_numbers_go():
    page = "Kế hoạch trồng cây 2024\n\n{}\n\n" + LONG

    plan = read_paper(LONG + "\n\n" + page.format(2) + "\n\n" + page.format(3))

    assert removed(plan) == ["Kế hoạch trồng cây 2024", "2", "Kế hoạch trồng cây 2024", "3"]
    assert {item.message for item in plan.report if item.kind == "removed"} == {
        "Đã bỏ số trang của bản gốc; số trang mới được đánh tự động.",
        "Đã bỏ dòng lặp lại ở đầu hoặc cuối trang của bản gốc.",
    }


def test_the_notes_of_an_electronic_signature_go():
    plan = read_paper(
        "Người ký: UBND XÃ A\nEmail: xa@a.gov.vn\nCơ quan: Xã A\nThời gian ký: 01.02.2024 08:00\n"
        "Cơ quan: các thôn phối hợp."
        "\n\nKẾ HOẠCH\nTrồng cây\n\nCơ quan: xã A"
    )

    assert removed(plan)[:2] == ["Người ký: UBND XÃ A", "Email: xa@a.gov.vn"]
    assert texts(plan) == ["Cơ quan: xã A"]
