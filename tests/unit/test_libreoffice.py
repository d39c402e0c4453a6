"""What becomes of files when LibreOffice hangs, crashes, lies or is missing."""

import re
import time
from pathlib import Path

import pytest

from tests import fake_office
from webapp.adapters import libreoffice
from webapp.adapters.libreoffice import (
    DOCX,
    PDF,
    ConversionError,
    convert,
    convert_all,
    find_soffice,
    open_office,
)
from webapp.documents.pdf.finishing import is_whole

GOOD = b"a file"


@pytest.fixture(autouse=True)
def calls(tmp_path, monkeypatch):
    """The log of a LibreOffice that does as it is told."""
    return fake_office.install(tmp_path, monkeypatch)


def profiles(calls):
    return re.findall(r"UserInstallation=(\S+)", calls.read_text())


def converted(files, seconds=60.0):
    with open_office(seconds=seconds) as office:
        return [data is not None for data in office.convert_all(files, ".docx", PDF, is_whole)]


def test_several_files_go_through_one_process(calls):
    assert converted([GOOD] * 20) == [True] * 20

    assert len(profiles(calls)) == 1


def test_a_file_that_hangs_costs_no_other_file_its_pdf():
    assert converted([GOOD, b"HANGS", GOOD], seconds=2.0) == [True, False, True]


def test_nothing_goes_on_after_the_time_limit(calls):
    converted([b"HANGS"], seconds=1.0)

    child = Path(f"{calls}.child").read_text().strip()
    for _ in range(1000):
        if not Path(f"/proc/{child}/cmdline").exists() or dead(child):
            return
        time.sleep(0.02)
    pytest.fail("the child of the process still runs")


def dead(pid):
    return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def test_a_crash_costs_no_other_file_its_pdf():
    assert converted([GOOD, b"CRASHES", GOOD]) == [True, False, True]


def test_a_file_is_tried_again_on_a_fresh_profile(calls):
    assert converted([b"STUMBLES"]) == [True]

    first, second = profiles(calls)
    assert first != second


def test_what_is_no_pdf_counts_as_nothing():
    assert converted([b"SPOILS", GOOD]) == [False, True]


def test_a_profile_is_not_used_for_ever(calls):
    converted([GOOD] * 140)

    used = profiles(calls)
    assert (len(used), len(set(used))) == (7, 2)


def test_nothing_of_the_work_stays_behind():
    with open_office() as office:
        office.convert_all([GOOD], ".docx", PDF)
        folder = office.folder

    assert not folder.exists()


def test_the_office_sees_no_secret_of_ours(calls, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "khong-ai-duoc-biet")

    converted([GOOD])

    assert "khong-ai-duoc-biet" not in Path(f"{calls}.env").read_text()


def test_all_files_are_shared_among_the_workers():
    assert len(convert_all([GOOD] * 25, ".docx", PDF, is_whole)) == 25
    assert convert_all([GOOD, b"CRASHES"], ".docx", PDF)[1] is None


def test_one_file_comes_back_or_is_refused_with_a_sentence():
    assert is_whole(convert(GOOD, ".docx", PDF))
    with pytest.raises(ConversionError, match=r"mở tệp bằng Word, lưu lại thành \.docx"):
        convert(b"CRASHES", ".doc", DOCX)


def test_who_waits_too_long_is_told_that_it_is_busy(monkeypatch):
    monkeypatch.setattr(libreoffice._AT_ONCE, "_value", 0)  # noqa: SLF001 - all of them at work

    with pytest.raises(ConversionError, match="đang bận"):
        convert(GOOD, ".docx", PDF, seconds=0.01)


def test_where_it_is_missing_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(libreoffice, "_OTHER_PLACES", ())

    assert find_soffice() is None
    with pytest.raises(ConversionError, match="libreoffice-writer"):
        convert(GOOD, ".docx", PDF)
