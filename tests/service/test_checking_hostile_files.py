"""Hostile files brought to be checked cost little, and write nothing where they want to."""

import resource
import subprocess
import sys
import tracemalloc

import pytest

from tests.service.builders import NOON, an_office
from tests.unit.docx_samples import members, p, package, paper
from tests.web.test_bad_word_files import MEGABYTE, REFUSED, bomb
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Medium
from webapp.services import checking_files
from webapp.services.checking_files import Wanted
from webapp.services.uploads import Upload

BY_ITSELF = Wanted(None, Medium.PAPER)
WORST = {name: REFUSED[name] for name in ("a zip bomb", "100,000 paragraphs", "XML entities")}
CLIMBING = "../../../../tmp/ban-hanh-thoat-ra.txt"
CHECK = """
import sys
from pathlib import Path
from webapp.documents.layout.checking import check_file
from webapp.domain.errors import InvalidInputError
try:
    check_file(Path(sys.argv[1]).read_bytes())
except InvalidInputError as refused:
    print(refused)
"""


def check(database, actor, name, data):
    return checking_files.check(database, actor, Upload(name, data), BY_ITSELF, NOON)


@pytest.fixture
def drafter(sqlite_database):
    return an_office(sqlite_database).drafter


def in_little_room():
    """Bound what a process may take; 1.2 GB of addresses are mostly shared libraries."""
    resource.setrlimit(resource.RLIMIT_AS, (1200 * MEGABYTE, 1200 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.parametrize(("name", "make", "words"), WORST.values(), ids=WORST)
def test_the_worst_of_them_cost_little_time_and_memory(tmp_path, name, make, words):
    (tmp_path / name).write_bytes(make())

    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=in_little_room,
    )

    assert done.returncode == 0, done.stderr
    assert words in done.stdout


def test_a_zip_bomb_is_never_unpacked(sqlite_database, drafter):
    data = bomb()
    tracemalloc.start()

    with pytest.raises(InvalidInputError):
        check(sqlite_database, drafter, "a.docx", data)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * MEGABYTE


@pytest.mark.parametrize("name", [CLIMBING, "/ban-hanh-thoat-ra.txt", "C:\\\\ban-hanh.txt"])
def test_a_member_whose_name_climbs_out_is_never_written(sqlite_database, drafter, tmp_path, name):
    before = sorted(tmp_path.parent.rglob("*"))
    data = package(members(p("1. Rà soát hồ sơ lưu trữ.")) | {name: "thoát ra"})

    check_id = check(sqlite_database, drafter, "a.docx", data)

    own = checking_files.original(sqlite_database, drafter, check_id, NOON)
    assert own.data == data
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_long_paper_that_is_none_too_long_is_checked(sqlite_database, drafter):
    data = paper(*[p("1. Rà soát hồ sơ lưu trữ.")] * 3_000)

    assert check(sqlite_database, drafter, "a.docx", data)
