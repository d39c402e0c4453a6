"""The book of a year is taken as a file: PL4's cover and columns, volumes, and its last word."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from tests.service.booking import TODAY, allow, keep, last_event, register
from tests.service.builders import NOON, a_plan, an_office, bring_to
from tests.service.statements import statements
from tests.service.test_book_lines import cross_out
from tests.service.test_closing import close
from tests.service.test_paper_lines import copy
from webapp.db.models.numbers import SeriesRow
from webapp.documents.register_lines import COLUMNS, day_text
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import audit, reading_register
from webapp.services import printed_register as printed
from webapp.services.book_entries import BookEntry
from webapp.services.printed_register import Volume, printed_register, volume_page
from webapp.services.reading_register import RegisterFilter, RegisterItem


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def word(database, office, **wanted):
    """Return the volume as python-docx reads it."""
    volume = Volume(office.series_id, 2026, **wanted)
    file = printed_register(database, office.clerk, volume, "docx", NOON)
    return docx.Document(BytesIO(file.data))


def rows_of(document):
    """Return the texts of the lines, below the two rows of heads."""
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows][2:]


def sheet_words(file):
    """Return the texts of a workbook."""
    with ZipFile(BytesIO(file.data)) as archive:
        tree = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(one.itertext()) for one in tree]


def three_lines(database, office):
    for n in (1, 2, 3):
        register(
            database,
            office,
            said={"subject": f"Kiểm tra đê điều đợt {n}"},
            entry=BookEntry(copies=7, copies_kept=2, kept_by="VT, KT"),
        )


def test_the_cover_names_the_book_as_the_decree_does(database, office):
    three_lines(database, office)

    cover = word(database, office, name="02").tables[0].cell(0, 0).text

    for words in (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2026",
        "Từ ngày 02/03/2026 đến ngày 02/03/2026",
        "Từ số 115 đến số 117",
        "Quyển số: 02",
    ):
        assert words in cover


def test_the_lines_stand_under_the_ten_heads_from_the_lowest_number_on(database, office):
    three_lines(database, office)

    document = word(database, office)

    heads = document.tables[1].rows[0].cells
    assert tuple(cell.text for cell in heads) == COLUMNS
    lines = rows_of(document)
    assert [line[0] for line in lines] == ["115/KH-UBND", "116/KH-UBND", "117/KH-UBND"]
    assert lines[0][1:7] == [
        "02/03/2026",
        "Kế hoạch Kiểm tra đê điều đợt 1",
        "Phạm Quốc Toản",
        "UBND tỉnh; Sở Nội vụ",
        "VT, KT: 2 bản",
        "7",
    ]


def test_both_rows_of_heads_stand_on_every_page(database, office):
    three_lines(database, office)

    rows = word(database, office).element.body.xpath("./w:tbl[2]/w:tr")

    marked = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows]
    assert marked == [True, True, False, False, False]


def test_a_void_number_stays_in_the_printed_book_with_its_reason(database, office):
    three_lines(database, office)
    cross_out(database, office, 116, "Cấp nhầm dãy")

    document = word(database, office)

    assert rows_of(document)[1][9] == "Đã hủy số. Lý do: Cấp nhầm dãy."
    struck = document.element.body.xpath("./w:tbl[2]//w:r[w:rPr/w:strike]/w:t/text()")
    assert struck == ["116/KH-UBND", "Kế hoạch Kiểm tra đê điều đợt 2"]


def test_a_void_number_is_crossed_out_in_the_workbook_too(database, office):
    three_lines(database, office)
    cross_out(database, office, 116, "Cấp nhầm dãy")

    volume = Volume(office.series_id, 2026)
    file = printed_register(database, office.clerk, volume, "xlsx", NOON)

    with ZipFile(BytesIO(file.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert b"<strike/>" in archive.read("xl/styles.xml")
    looks = re.findall(r'<c r="A\d+" s="(\d+)" t="s">', sheet)[-4:-1]
    assert looks[0] == looks[2] != looks[1]


def test_a_volume_holds_the_numbers_that_were_chosen(database, office):
    three_lines(database, office)

    document = word(database, office, first=116, last=116)

    assert [line[0] for line in rows_of(document)] == ["116/KH-UBND"]


def test_an_open_book_says_that_lines_may_follow(database, office):
    three_lines(database, office)

    assert word(database, office).paragraphs[-1].text.startswith("Sổ năm 2026 chưa khóa; in lúc")


def test_a_closed_book_says_who_closed_it_and_its_hash(database, office):
    three_lines(database, office)
    closed = close(database, office, lines=3)

    said = word(database, office).paragraphs[-1].text

    assert "3 dòng, trong đó 0 số hủy, số cuối 117" in said
    assert closed.sha256 in said
    assert office.clerk.full_name in said


def test_the_workbook_holds_the_same_lines(database, office):
    three_lines(database, office)

    volume = Volume(office.series_id, 2026)
    file = printed_register(database, office.clerk, volume, "xlsx", NOON)

    words = sheet_words(file)
    assert set(COLUMNS) <= set(words)
    assert {"115/KH-UBND", "116/KH-UBND", "117/KH-UBND"} <= set(words)
    assert file.file_name == "so-dang-ky-van-ban-di-2026-ke-hoach-so-115-den-117.xlsx"


def test_what_looks_like_a_formula_stays_text_in_the_workbook(database, office):
    register(database, office, said={"subject": '=HYPERLINK("http://xau.vn")'})

    volume = Volume(office.series_id, 2026)
    file = printed_register(database, office.clerk, volume, "xlsx", NOON)

    with ZipFile(BytesIO(file.data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert 'Kế hoạch =HYPERLINK("http://xau.vn")' in sheet_words(file)


def test_who_took_the_book_stands_in_the_log(database, office):
    three_lines(database, office)
    word(database, office)

    event = last_event(database)

    assert event.action == "download_register"
    assert event.actor_id == office.clerk.person_id


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"first": 200}, "Không có số nào trong khoảng này"),
        ({"first": 117, "last": 115}, "Không có số nào trong khoảng này"),
        ({"name": "q" * 21}, "Quyển số dài quá 20 ký tự"),
    ],
)
def test_a_volume_that_cannot_be_is_refused(database, office, wanted, says):
    three_lines(database, office)

    with pytest.raises(InvalidInputError, match=says):
        word(database, office, **wanted)


def test_a_volume_that_nobody_can_bind_is_refused(database, office, monkeypatch):
    monkeypatch.setattr(printed, "MOST_LINES", 2)
    three_lines(database, office)

    with pytest.raises(InvalidInputError, match="nhiều nhất 2 dòng"):
        word(database, office)


def test_other_kinds_of_file_other_agencies_and_outsiders_get_nothing(database, office):
    three_lines(database, office)
    other = an_office(database, short_name="Sở Nội vụ")
    volume = Volume(office.series_id, 2026)

    with pytest.raises(NotFoundError):
        printed_register(database, office.clerk, volume, "csv", NOON)
    with pytest.raises(NotFoundError):
        printed_register(database, other.clerk, volume, "docx", NOON)
    with pytest.raises(NotFoundError):
        volume_page(database, other.clerk, office.series_id, 2026)
    with pytest.raises(ForbiddenError):
        stranger = replace(office.clerk, roles=frozenset())
        volume_page(database, stranger, office.series_id, 2026)


def test_the_page_offers_what_the_book_holds(database, office):
    empty = volume_page(database, office.clerk, office.series_id, 2026)
    three_lines(database, office)
    filled = volume_page(database, office.clerk, office.series_id, 2026)

    assert (empty.first, empty.last) == (None, None)
    assert (filled.first, filled.last) == (115, 117)


def test_a_series_whose_name_has_no_letters_still_names_its_file(database, office):
    three_lines(database, office)
    with database.transaction() as session:
        session.get_one(SeriesRow, office.series_id).name = "!!!"
        audit.record(session, office.administrator, "save_series", now=NOON)

    volume = Volume(office.series_id, 2026)
    file = printed_register(database, office.clerk, volume, "docx", NOON)

    assert file.file_name == "so-dang-ky-van-ban-di-2026-day-so-so-115-den-117.docx"


def test_the_ten_columns_stand_between_the_margins_of_the_page(database, office):
    register(database, office)

    document = word(database, office)

    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(column.width for column in document.tables[1].columns) <= room


def shown(database, office):
    """Return the lines of the screen, read page by page, as the printed book has them."""
    found: list[RegisterItem] = []
    below = None
    while True:
        wanted = RegisterFilter(2026, office.series_id, before_number=below)
        page = reading_register.register(database, office.clerk, wanted, NOON)
        found += page.items
        below = page.next_before_number
        if below is None:
            return [as_printed(one) for one in reversed(found)]


def as_printed(item):
    kept = f"{item.kept_by}: {item.copies_kept} bản"
    return [
        item.number_text,
        day_text(item.promulgated_on),
        f"{item.type_name} {item.subject}".strip(),
        item.signer_name,
        item.recipients,
        kept if item.copies_kept is not None else item.kept_by,
        str(item.copies or ""),
        day_text(item.sent_on),
        item.received_by,
        f"{item.marks} {item.note}".strip(),
    ]


@pytest.mark.parametrize("at_once", [3, 4, 6])
def test_the_printed_book_has_the_lines_of_the_screen(
    database, rules, office, monkeypatch, at_once
):
    """Six lines: pages that they fill just so, and others."""
    monkeypatch.setattr(reading_register, "PAGE", at_once)
    allow(database, office, reserves_numbers=True)
    copy(database, office, "05", void_reason="Ghi nhầm sổ")
    copy(database, office, "114", entry=BookEntry(kept_by="VT", note="Bản giấy mờ"))
    register(database, office, entry=BookEntry(copies_kept=0, sent_on=TODAY, received_by="Lâm"))
    register(database, office)
    cross_out(database, office, 116, "Cấp nhầm dãy")
    keep(database, office, count=1)
    bring_to(database, rules, office, a_plan(database, office), "issued")

    lines = shown(database, office)

    assert [one[0].partition("/")[0] for one in lines] == ["05", "114", "115", "116", "117", "118"]
    assert rows_of(word(database, office)) == lines
    file = printed_register(database, office.clerk, Volume(office.series_id, 2026), "xlsx", NOON)
    assert {text for one in lines for text in one[2:6]} - {""} <= set(sheet_words(file))


def test_a_line_taller_than_half_a_page_may_break_and_no_other(database, office):
    places = "; ".join(f"Thôn {n} xã An Phước" for n in range(1, 47))
    register(database, office)
    register(database, office, said={"recipients": places})

    rows = word(database, office).element.body.xpath("./w:tbl[2]/w:tr")

    whole = [bool(row.xpath("./w:trPr/w:cantSplit")) for row in rows]
    assert whole == [True, True, True, False]


def test_a_book_that_is_closed_while_its_lines_are_read_is_not_printed_as_closed(database, office):
    three_lines(database, office)

    asked = statements(database, lambda: word(database, office), writing=True)

    tables = [one.partition("FROM ")[2].split()[0].rstrip(",") for one in asked]
    assert tables.index("register_closings") < tables.index("register_rows")
