"""A file is known by what is in it; an old .doc goes through LibreOffice and says so."""

import pytest

from tests import fake_office
from tests.unit.docx_samples import bold, p, paper, row, table
from tests.unit.old_word_samples import STORAGE, locked, old_word, renamed
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import plain
from webapp.services.paper_files import read_paper_file, read_word_file

WORD = paper(
    p(bold("I. MỤC ĐÍCH")),
    p("1. Rà soát hồ sơ lưu trữ."),
    table(row("TT", "Việc"), row("1", "Rà soát")),
    p("Các đơn vị thực hiện./."),
)
TEXT = "KẾ HOẠCH\nKiểm tra công tác lưu trữ\n\nI. MỤC ĐÍCH\n1. Rà soát hồ sơ lưu trữ.\n"


def refusal(name, data):
    with pytest.raises(InvalidInputError) as refused:
        read_paper_file(name, data)
    assert refused.value.field == "file"
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("name", ["cũ.doc", "đổi tên.docx", "KHÔNG ĐUÔI", "a.txt"])
def test_an_old_word_file_is_read_whatever_its_name(name):
    plan = read_paper_file(name, old_word(WORD))

    assert plain(plan.subject) == "Kiểm tra công tác lưu trữ năm 2026"
    assert [plain(block.runs) for block in plan.body[:2]] == ["MỤC ĐÍCH", "Rà soát hồ sơ lưu trữ."]
    assert plan.body[2].table is not None
    assert plan.code_number == 12
    assert plan.report[0].kind == "about"
    assert ".doc" in plan.report[0].message


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.DOCM", "a.txt", "a.pdf"])
def test_a_word_file_is_read_whatever_its_name(name):
    plan = read_paper_file(name, WORD)

    assert plain(plan.subject) == "Kiểm tra công tác lưu trữ năm 2026"
    assert "about" not in {item.kind for item in plan.report}


@pytest.mark.parametrize("name", ["a.txt", "A.MD"])
def test_plain_text_is_read_as_text(name):
    assert plain(read_paper_file(name, TEXT.encode()).subject) == "Kiểm tra công tác lưu trữ"


@pytest.mark.parametrize("name", ["a.doc", "a.docx"])
def test_text_under_the_name_of_a_word_file_is_refused(name):
    assert "không phải văn bản Word" in refusal(name, TEXT.encode())


@pytest.mark.parametrize("name", ["a.pdf", "khong-duoi"])
def test_another_kind_of_file_is_refused(name):
    assert "dùng tệp .docx, .doc, .txt hoặc .md" in refusal(name, b"%PDF-1.7")


def test_an_old_file_with_a_password_is_refused():
    assert "mật khẩu" in refusal("a.doc", locked(old_word(WORD)))


def test_a_new_file_with_a_password_is_refused():
    assert "mật khẩu" in refusal(
        "a.docx", renamed(old_word(WORD), "WordDocument", "EncryptedPackage")
    )


def test_an_old_file_with_macros_is_refused():
    data = renamed(old_word(WORD), "\x05SummaryInformation", "Macros", STORAGE)

    assert "macro" in refusal("a.doc", data)


def test_an_old_excel_file_is_refused():
    assert "Excel" in refusal("a.doc", renamed(old_word(WORD), "WordDocument", "Workbook"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_part_of_an_old_file_is_refused(share):
    data = old_word(WORD)

    assert "hỏng" in refusal("a.doc", data[: int(len(data) * share)])


def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(monkeypatch):
    data = old_word(WORD)
    monkeypatch.setattr("webapp.services.paper_files.find_soffice", lambda: None)

    said = refusal("a.doc", data)
    assert "LibreOffice" in said
    assert "lưu lại thành .docx" in said


def test_a_file_on_which_libreoffice_fails_is_refused(tmp_path, monkeypatch):
    data = old_word(WORD)
    fake_office.install(tmp_path, monkeypatch)

    assert "lưu lại thành .docx" in refusal("a.doc", data + b"CRASHES")


def test_a_word_file_of_today_is_handed_on_as_it_is():
    file = read_word_file("a.docx", WORD)

    assert file.data == WORD
    assert plain(file.plan.subject) == "Kiểm tra công tác lưu trữ năm 2026"


def test_an_old_one_is_handed_on_as_a_file_of_today():
    file = read_word_file("a.doc", old_word(WORD))

    assert file.data.startswith(b"PK")
    assert file.plan.code_number == 12


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", TEXT.encode(), "chọn tệp .docx hoặc .doc"),
        ("a.pdf", b"%PDF-1.7", "chọn tệp .docx hoặc .doc"),
        ("a.docx", b"%PDF-1.7", "PDF"),
    ],
)
def test_where_a_word_file_is_needed_every_other_is_refused(name, data, words):
    with pytest.raises(InvalidInputError, match=words) as refused:
        read_word_file(name, data)
    assert refused.value.field == "file"
