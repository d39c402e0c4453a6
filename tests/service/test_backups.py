"""Backups of an office at work: what the archive holds, where it lies, which old ones go."""

import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from tests.service.builders import NOON, a_plan, bring_to
from webapp.adapters import archives
from webapp.db.models.plans import BlobRow
from webapp.db.schema import upgrade
from webapp.domain.backup_manifest import DamagedBackupError
from webapp.domain.errors import InvalidInputError
from webapp.services import backups

NAME = "ban-hanh-2026-03-02-12-00-00.zip"


@pytest.fixture
def made(database, rules, office, tmp_path):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    return backups.make(database.url, tmp_path / "kept", NOON)


@pytest.fixture
def archive(sqlite_url, tmp_path):
    """A backup of an empty SQLite database."""
    return backups.make(sqlite_url, tmp_path / "kept", NOON).path


def parts_of(path):
    with zipfile.ZipFile(path) as packed:
        return set(packed.namelist())


def test_a_backup_is_named_by_date_and_time_in_vietnam(made, tmp_path):
    assert made.path == tmp_path / "kept" / NAME
    assert made.size == made.path.stat().st_size


def test_only_our_own_account_may_read_a_backup(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert stat.S_IMODE(archive.parent.stat().st_mode) == 0o700


def test_a_backup_says_what_it_holds(made, database, office):
    assert backups.check(made.path) == made.manifest

    rows = {part.table: part.rows for part in made.manifest.parts}
    assert (rows["plans"], rows["register_rows"], rows["document_types"]) == (1, 1, 32)
    with database.reading() as session:
        assert rows["blobs"] == session.query(BlobRow).count() > 0
    assert [head.agency_id for head in made.manifest.heads] == [0, office.agency_id]
    assert made.manifest.rows == sum(rows.values())


def test_a_backup_holds_neither_sign_in_sessions_nor_the_key(made):
    names = parts_of(made.path)

    assert not names & {"tables/sign_ins.jsonl", "tables/sign_in_failures.jsonl", backups.KEY}


def test_the_key_is_taken_along_only_when_asked(sqlite_url, tmp_path):
    made = backups.make(sqlite_url, tmp_path, NOON, key="k" * 40)

    assert made.manifest.has_key
    assert backups.KEY in parts_of(made.path)


def test_a_backup_can_have_a_name_of_its_own(sqlite_url, tmp_path):
    made = backups.make(sqlite_url, tmp_path / "truoc-nang-cap.zip", NOON)

    assert made.path == tmp_path / "truoc-nang-cap.zip"


def test_no_file_is_written_over(sqlite_url, archive):
    before = archive.read_bytes()

    with pytest.raises(InvalidInputError, match="không ghi đè"):
        backups.make(sqlite_url, archive, NOON)

    assert archive.read_bytes() == before


def test_a_database_without_tables_is_no_backup(tmp_path):
    with pytest.raises(InvalidInputError, match="chưa có bảng nào"):
        backups.make(f"sqlite:///{tmp_path}/blank.db", tmp_path / "kept", NOON)

    assert list((tmp_path / "kept").iterdir()) == []


def test_a_very_old_database_can_be_backed_up(tmp_path):
    url = f"sqlite:///{tmp_path}/old.db"
    upgrade(url, "0001")

    made = backups.make(url, tmp_path, NOON)

    assert (made.manifest.schema, made.manifest.heads) == ("0001", ())


def nightly(url, folder, nights, keep):
    """Back up night after night; return the last one."""
    days = (timedelta(days=night) for night in range(nights))
    return [backups.make(url, folder, NOON + day, keep=keep) for day in days][-1]


def test_older_backups_are_thinned_out(sqlite_url, tmp_path):
    made = nightly(sqlite_url, tmp_path / "kept", 4, keep=2)

    left = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert left == ["ban-hanh-2026-03-04-12-00-00.zip", "ban-hanh-2026-03-05-12-00-00.zip"]
    assert [path.name for path in made.dropped] == ["ban-hanh-2026-03-03-12-00-00.zip"]


def test_thinning_leaves_the_files_of_others_alone(sqlite_url, tmp_path):
    (tmp_path / "ban-hanh-2020.zip").write_bytes(b"")

    nightly(sqlite_url, tmp_path, 2, keep=1)

    assert (tmp_path / "ban-hanh-2020.zip").exists()


def test_a_damaged_backup_does_not_count_among_those_to_keep(sqlite_url, tmp_path):
    nightly(sqlite_url, tmp_path, 2, keep=2)
    second = tmp_path / "ban-hanh-2026-03-03-12-00-00.zip"
    second.write_bytes(second.read_bytes()[:100])

    backups.make(sqlite_url, tmp_path, NOON + timedelta(days=2), keep=2)

    assert (tmp_path / NAME).exists()


def test_thinning_needs_a_folder(sqlite_url, tmp_path):
    with pytest.raises(InvalidInputError, match="thư mục"):
        backups.make(sqlite_url, tmp_path / "mot.zip", NOON, keep=2)


def test_what_a_cut_left_is_swept_away_but_not_what_another_writes(sqlite_url, tmp_path):
    (tmp_path / f".{NAME}-abc.part").write_bytes(b"half")
    with archives.writing(tmp_path / "khac.zip", bool):
        backups.make(sqlite_url, tmp_path, NOON)

    assert sorted(path.name for path in tmp_path.glob("*.zip")) == [NAME, "khac.zip"]
    assert not list(tmp_path.glob(".*.part"))


def rewritten(path: Path, name: str, change) -> None:
    """Change one part of the archive as it was before it was packed."""
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as packed:
        for one, data in parts.items():
            packed.writestr(one, data)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/document_types.jsonl", lambda data: data.replace(b"KH", b"HK")),
        ("tables/document_types.jsonl", lambda data: data[: data.rindex(b"[")]),
        ("manifest.json", lambda data: data.replace(b'"rows": 32', b'"rows": 31')),
        ("manifest.json", lambda data: data[:-20]),
        ("manifest.json", lambda data: data.replace(b'"parts": [', b'"parts": 1, "x": [')),
        ("manifest.json", lambda data: data.replace(b'"table"', b'"tisch"')),
        ("manifest.json", lambda _: b"[]"),
    ],
    ids=["letters", "row", "count", "cut", "list", "key", "shape"],
)
def test_a_changed_part_is_found(archive, name, change):
    rewritten(archive, name, change)

    with pytest.raises(DamagedBackupError):
        backups.check(archive)


def test_a_missing_part_is_found(archive):
    with zipfile.ZipFile(archive) as packed:
        manifest = packed.read("manifest.json")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("manifest.json", manifest)

    with pytest.raises(DamagedBackupError):
        backups.check(archive)


@pytest.mark.parametrize("cut", [0, 40, -30])
def test_a_cut_file_is_no_backup(archive, cut):
    archive.write_bytes(archive.read_bytes()[:cut])

    with pytest.raises(DamagedBackupError):
        backups.check(archive)


def test_any_changed_byte_is_found_or_changes_nothing(archive, tmp_path):
    whole, manifest = archive.read_bytes(), backups.check(archive)
    changed = tmp_path / "changed.zip"
    for place in range(0, len(whole), 97):
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])

        try:
            assert backups.check(changed) == manifest
        except InvalidInputError:
            continue


def test_an_archive_of_a_newer_form_is_refused(archive):
    rewritten(archive, "manifest.json", lambda data: data.replace(b'"format": 1', b'"format": 2'))

    with pytest.raises(InvalidInputError, match="nâng cấp"):
        backups.check(archive)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InvalidInputError, match=r"khong-co\.zip"):
        backups.check(tmp_path / "khong-co.zip")
