"""The directory filled from a sheet: each line reported first, then written on a word."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from tests.service.booking import last_event
from tests.service.builders import NOON
from tests.service.directories import CODE, add
from webapp.documents import sheet_reading
from webapp.documents.recipient_sheet import rows_of_csv
from webapp.documents.sheet_reading import READ_COLUMNS, READ_ROWS
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.services import recipient_import as services
from webapp.services.recipient_import import CHANGED, NEW, REFUSED, SAME
from webapp.services.recipients import directory

HEADS = "Tên nơi nhận;Mã định danh;Thư điện tử;Nhóm\n"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def workbook(*rows, sheet="Danh bạ"):
    file = BytesIO()
    with Workbook(file) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


def kept(database, office, text, name="danh-ba.csv", actor=None):
    data = text if isinstance(text, bytes) else (HEADS + text).encode()
    return services.keep_sheet(database, actor or office.clerk, name, data, NOON)


def read(database, office, text, **more):
    return services.report(database, office.clerk, kept(database, office, text, **more), NOON)


def take(database, office, found):
    return services.take_over(database, office.clerk, found.upload_id, found.fingerprint, NOON)


def kinds(found):
    return [(one.number, one.kind) for one in found.lines]


def places(database, office):
    views = directory(database, office.clerk).recipients
    return {one.values.name: (one.values.code, one.values.email, one.groups) for one in views}


def test_each_line_is_new_the_same_changed_or_refused_and_nothing_is_written_yet(database, office):
    add(database, office, "UBND tỉnh", code=CODE, groups="Để báo cáo")
    add(database, office, "Sở Nội vụ", email="noivu@so.example.vn")
    before = places(database, office)

    found = read(
        database,
        office,
        f"Thôn Một;;;Các thôn\nUBND tỉnh;{CODE};;\nsở nội vụ;;noivu2@so.example.vn;\n"
        "Thôn Hai;khong-phai-ma;;\n",
    )

    assert kinds(found) == [(2, NEW), (3, SAME), (4, CHANGED), (5, REFUSED)]
    assert found.lines[2].words == (
        "tên: Sở Nội vụ → sở nội vụ; thư: noivu@so.example.vn → noivu2@so.example.vn"
    )
    assert "Mã định danh «KHONG-PHAI-MA» chưa đúng" in found.lines[3].words
    assert places(database, office) == before


def test_the_word_writes_what_is_new_and_changed_and_tells_each(database, office):
    add(database, office, "Sở Nội vụ", email="noivu@so.example.vn", groups="Để biết")
    found = read(
        database, office, f"Thôn Một;;;Các thôn; Để thực hiện\nSở Nội vụ;{CODE};;\nX;sai;;"
    )

    done = take(database, office, found)

    assert (done[NEW], done[CHANGED], done[REFUSED], done[SAME]) == (1, 1, 1, 0)
    assert places(database, office) == {
        "Sở Nội vụ": (CODE, "noivu@so.example.vn", ("Để biết",)),
        "Thôn Một": ("", "", ("Các thôn",)),
    }
    assert last_event(database).action == "import_recipients"
    with pytest.raises(NotFoundError):
        services.report(database, office.clerk, found.upload_id, NOON)


def test_a_place_is_known_by_its_code_before_its_name(database, office):
    add(database, office, "UBND huyện Tân Hà", code=CODE)

    found = read(database, office, f"UBND khu vực Tân Hà;{CODE.lower()};;")

    assert kinds(found) == [(2, CHANGED)]
    take(database, office, found)
    assert list(places(database, office)) == ["UBND khu vực Tân Hà"]


def test_names_and_codes_of_other_places_are_refused(database, office):
    add(database, office, "UBND tỉnh", code=CODE)
    add(database, office, "Sở Nội vụ", code="000.00.13.H56")

    found = read(database, office, f"Sở Nội vụ;{CODE};;\nThôn Một;;;\nthôn một;;;\n;;a@b.vn;\n")

    assert kinds(found) == [(2, REFUSED), (3, NEW), (4, REFUSED), (5, REFUSED)]
    assert "Tên này là của «Sở Nội vụ»" in found.lines[0].words
    assert found.lines[2].words == "Trùng với dòng 3 của tệp; bỏ bớt một dòng."
    assert found.lines[3].words == "Nhập tên nơi nhận."


def test_a_known_name_with_the_code_of_nobody_takes_it_but_not_that_of_another(database, office):
    add(database, office, "Thôn Một")
    add(database, office, "UBND tỉnh", code=CODE)

    found = read(database, office, f"Thôn Một;000.00.14.H56;;\nThôn Hai;{CODE};;\n")

    assert kinds(found) == [(2, CHANGED), (3, CHANGED)]
    assert found.lines[1].words == "tên: UBND tỉnh → Thôn Hai"


def test_a_report_that_is_no_longer_true_is_shown_again_before_it_is_written(database, office):
    found = read(database, office, "Thôn Một;;;\n")
    add(database, office, "Thôn Một")

    with pytest.raises(StalePageError):
        take(database, office, found)
    assert kinds(services.report(database, office.clerk, found.upload_id, NOON)) == [(2, SAME)]


def test_a_workbook_is_read_like_a_text(database, office):
    data = workbook(
        ("DANH BẠ NĂM 2026",), ("TT", "Nhóm", "Tên nơi nhận"), (1, "Các thôn", "Thôn Một"), (2,),
        (3, 2026.0, "Thôn Hai"),
    )  # fmt: skip

    found = read(database, office, data, name="danh-ba.XLSX")

    assert [(one.number, one.kind, one.words) for one in found.lines] == [
        (3, NEW, "Các thôn"), (4, REFUSED, "Nhập tên nơi nhận."), (5, NEW, "2026"),
    ]  # fmt: skip


def test_the_template_is_a_sheet_that_is_understood(database, office):
    found = read(database, office, services.template().data, name="mau.xlsx")

    assert kinds(found) == [(2, NEW), (3, NEW)]


def a_claim_of_a_billion_cells():
    file = BytesIO()
    with ZipFile(BytesIO(workbook(("x",)))) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</row>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                )
            new.writestr(name, content)
    return file.getvalue()


def a_bomb():
    """A good sheet beside a part that swells when it is unpacked."""
    file = BytesIO(workbook(("Tên nơi nhận",), ("Thôn Một",)))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b" " * 40_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"khong phai zip"),
        ("a.xlsx", workbook(("x",))[:400]),
        ("a.xlsx", a_bomb()),
        ("a.xlsx", a_claim_of_a_billion_cells()),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b'"' + b"x" * 200_000),
        ("a.csv", b"Ten;Ma\nx;y\n"),
        ("a.csv", HEADS.encode()),
        ("a.exe", HEADS.encode()),
    ],
)
def test_a_file_that_holds_no_recipients_is_refused_at_once(database, office, name, data):
    with pytest.raises(InvalidInputError) as refusal:
        kept(database, office, data, name=name)

    assert refusal.value.field == "file"


def test_too_many_lines_are_refused(database, office, monkeypatch):
    monkeypatch.setattr(services, "MOST_ROWS", 1)

    with pytest.raises(InvalidInputError):
        kept(database, office, "Một;;;\nHai;;;\n")


def test_a_text_is_read_as_far_as_a_sheet_and_no_further():
    rows = ["a;" * 99, *("b" for _ in range(READ_ROWS - 1))]
    tail = "\n" * 9

    assert [len(row) for row in rows_of_csv("\n".join(rows) + tail)[:2]] == [READ_COLUMNS, 1]
    with pytest.raises(InvalidInputError, match="chia thành nhiều tệp"):
        rows_of_csv("\n".join((*rows, "c")))


def test_a_workbook_that_goes_on_below_empty_rows_is_refused_and_not_cut(database, office):
    rows = [("Tên nơi nhận",), ("Thôn Một",), *([()] * (READ_ROWS - 3)), ("Thôn Cuối",)]
    assert kinds(read(database, office, workbook(*rows), name="a.xlsx"))[-1] == (READ_ROWS, NEW)
    rows.insert(2, ())

    with pytest.raises(InvalidInputError, match="chia thành nhiều tệp"):
        kept(database, office, workbook(*rows), name="a.xlsx")


def test_others_neither_bring_nor_see_nor_write_a_sheet(database, office):
    found = read(database, office, "Thôn Một;;;\n")

    for deed in (
        lambda: kept(database, office, "A;;;\n", actor=office.drafter),
        lambda: services.report(database, office.drafter, found.upload_id, NOON),
        lambda: services.take_over(database, office.drafter, found.upload_id, "", NOON),
    ):
        with pytest.raises(ForbiddenError):
            deed()
    with pytest.raises(NotFoundError):
        services.report(database, office.administrator, found.upload_id, NOON)


def test_the_reader_gives_the_rows_of_the_first_sheet_as_text():
    assert sheet_reading.rows_of(workbook(("a", 1.0, 1.5), ("b",))) == [
        ["a", "1", "1.5"], ["b", "", ""]
    ]  # fmt: skip
    assert sheet_reading.rows_of(b"khong phai zip") is None
