"""Files that are bad, or no plan: one sentence or a plan with a report, from both ways in."""

import json
import resource
import subprocess
import sys
import tracemalloc
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.unit.docx_samples import bold, cell, content_types, docx, members, p, package, row, table
from tests.unit.old_word_samples import STORAGE, locked, old_word, renamed
from tests.unit.test_outline_nature import ENGLISH, a_letter, of_the_party, two_plans
from tests.web.test_plans_paste import upload
from webapp.cli import main

GOOD = docx(p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát hồ sơ lưu trữ."))
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
MEGABYTE = 1024 * 1024


def with_parts(**parts):
    return package(members(p("Chữ")) | parts)


@lru_cache(maxsize=1)
def bomb():
    """A file with a part of 140 MB that packs into 140 kB."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members(p("Chữ")).items():
            archive.writestr(name, content)
        with archive.open("word/styles.xml", "w") as part:
            for _ in range(140):
                part.write(b" " * 1_000_000)
    return made.getvalue()


@lru_cache(maxsize=1)
def endless():
    return docx(p("Rà soát hồ sơ lưu trữ của các cơ quan trong tỉnh") * 100_000)


REFUSED = {
    "not a zip": ("a.docx", lambda: b"\0\x01\x02 khong phai zip", "không phải văn bản Word"),
    "a renamed .pdf": ("a.docx", lambda: b"%PDF-1.7\n%%EOF", "PDF"),
    "a renamed .xls": (
        "a.docx",
        lambda: renamed(old_word(GOOD), "WordDocument", "Workbook"),
        "Excel",
    ),
    "an encrypted .docx": (
        "a.docx",
        lambda: renamed(old_word(GOOD), "WordDocument", "EncryptedPackage"),
        "mật khẩu",
    ),
    "an encrypted .doc": ("a.doc", lambda: locked(old_word(GOOD)), "mật khẩu"),
    "a .docm": (
        "a.docm",
        lambda: package(members(p("Chữ")) | {"[Content_Types].xml": content_types(MACRO_TYPE)}),
        "macro",
    ),
    "a .doc with macros": (
        "a.doc",
        lambda: renamed(old_word(GOOD), "\x05SummaryInformation", "Macros", STORAGE),
        "macro",
    ),
    "a truncated .docx": ("a.docx", lambda: GOOD[: len(GOOD) // 2], "hỏng"),
    "a truncated .doc": ("a.doc", lambda: old_word(GOOD)[:6_000], "hỏng"),
    "a zip bomb": ("a.docx", bomb, "quá lớn khi giải nén"),
    "XML entities": ("a.docx", lambda: with_parts(**{"word/document.xml": ENTITIES}), "XML"),
    "100,000 paragraphs": ("a.docx", endless, "100000 đoạn"),
    "a table of 60 columns": (
        "a.docx",
        lambda: docx(table(row(*(cell(str(number)) for number in range(60))))),
        "50 cột",
    ),
}
READ = {
    "no header": (lambda: GOOD, "Bản gốc không có Quốc hiệu"),
    "two plans": (two_plans, "hơn một văn bản"),
    "a Party document": (of_the_party, "văn bản của Đảng"),
    "a công văn": (a_letter, "công văn"),
    "an English letter": (lambda: docx("".join(map(p, ENGLISH))), "tiếng Việt"),
}
WORST = {name: REFUSED[name] for name in ("a zip bomb", "100,000 paragraphs", "XML entities")}

refused = pytest.mark.parametrize(("name", "make", "words"), REFUSED.values(), ids=REFUSED)
read = pytest.mark.parametrize(("make", "words"), READ.values(), ids=READ)


@refused
def test_the_command_refuses_it_in_one_line(tmp_path, capsys, name, make, words):
    (tmp_path / name).write_bytes(make())
    out = tmp_path / "plan.json"

    assert main(["import", str(tmp_path / name), "-o", str(out)]) == 2

    told = capsys.readouterr().err
    assert words in told
    assert told.endswith(".\n")
    assert told.count("\n") == 1
    assert not out.exists()


@refused
def test_the_page_refuses_it_beside_the_field(sign_in, office, name, make, words):
    drafter = sign_in(office.drafter)

    page = upload(drafter, name, make(), 422)

    beside = page.one("div", id="file-loi")
    assert words in "".join(beside.itertext())
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


@read
def test_the_command_writes_a_plan_that_says_what_it_is(tmp_path, make, words):
    (tmp_path / "a.docx").write_bytes(make())
    out = tmp_path / "plan.json"

    assert main(["import", str(tmp_path / "a.docx"), "-o", str(out)]) == 0

    report = json.loads(out.read_text(encoding="utf-8"))["report"]
    assert any(words in item["message"] for item in report)


@read
def test_the_page_shows_a_report_that_says_what_it_is(sign_in, office, make, words):
    page = upload(sign_in(office.drafter), "a.docx", make())

    assert page.heading == "Kết quả đọc văn bản"
    assert words in page.text


def in_little_room():
    """Bound what a process may take; 1.2 GB of addresses are mostly shared libraries."""
    resource.setrlimit(resource.RLIMIT_AS, (1200 * MEGABYTE, 1200 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.parametrize(("name", "make", "words"), WORST.values(), ids=WORST)
def test_the_worst_of_them_cost_little_time_and_memory(tmp_path, name, make, words):
    (tmp_path / name).write_bytes(make())

    done = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "import", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=in_little_room,
    )

    assert done.returncode == 2, done.stderr
    assert words in done.stderr


def test_a_zip_bomb_is_never_unpacked(tmp_path):
    (tmp_path / "a.docx").write_bytes(bomb())
    tracemalloc.start()

    main(["import", str(tmp_path / "a.docx")])

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * MEGABYTE
