"""Backup and restore as an operator runs them, also where the machine fails in the middle."""

import os
import re
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from tests.service.builders import NOON, a_series, an_agency
from webapp.cli import main
from webapp.db import portable
from webapp.db.database import Database
from webapp.db.models.plans import BlobRow
from webapp.settings import Settings

BANHANH = str(Path(sys.executable).parent / "banhanh")
FILES = 200
"""So many that a backup takes long enough to be cut in its middle."""


@pytest.fixture(autouse=True)
def env(tmp_path, monkeypatch):
    """An installation of its own in a temporary folder."""
    for name in ("DATABASE_URL", "REDIS_URL", "APP_ENV", "SECRET_KEY", "BASE_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    return monkeypatch


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def filled(migrated_file, tmp_path):
    """An installation with an agency and many files."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "banhanh.db").write_bytes(migrated_file.read_bytes())
    database = Database(Settings.from_env(os.environ).database_url)
    an_agency(database)
    with database.transaction() as session:
        files = [os.urandom(90_000) for _ in range(FILES)]
        rows = [
            {"sha256": sha256(one).hexdigest(), "media_type": "x", "content": one} for one in files
        ]
        session.execute(insert(BlobRow).values(created_at=NOON), rows)
    yield database
    database.close()


@pytest.fixture
def upgraded():
    """A database that the program itself made."""
    assert main(["db", "upgrade"]) == 0
    database = Database(Settings.from_env(os.environ).database_url)
    yield database
    database.close()


def said(capsys, *arguments):
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def refusal(capsys, *arguments):
    assert main(list(arguments)) == 2
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    return sentence


def elsewhere(env, tmp_path):
    """Go to an empty machine."""
    env.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    return f"sqlite:///{tmp_path}/elsewhere/banhanh.db"


def tables(url):
    with portable.one_state(url) as connection:
        return list(portable.tables_of(connection))


@pytest.mark.usefixtures("filled")
def test_a_backup_says_in_one_sentence_where_and_how_much(capsys, tmp_path):
    sentence = said(capsys, "backup")

    assert re.fullmatch(
        r"Đã sao lưu \d+ dòng \(\d+,\d MB\) vào «.+/var/backups/ban-hanh-.+\.zip», "
        r"không kèm khóa bí mật\.\n",
        sentence,
    )
    assert len(list((tmp_path / "var" / "backups").iterdir())) == 1


@pytest.mark.usefixtures("filled")
def test_a_backup_goes_to_an_empty_machine(env, capsys, tmp_path, folder):
    said(capsys, "backup", str(folder))
    elsewhere(env, tmp_path)

    printed = said(capsys, "restore", str(next(folder.iterdir())))

    assert "từ SQLite: " in printed
    assert f"Đã nạp {FILES + 35} dòng" in printed
    assert (
        "Nhật ký nguyên vẹn; tệp, bản văn, quyết định, sổ và dữ liệu khác đều khớp với nó."
        in printed
    )
    assert main(["db", "check"]) == 0
    assert "đã có dữ liệu" in refusal(capsys, "restore", str(next(folder.iterdir())))


def test_the_books_that_wait_are_told(env, capsys, tmp_path, folder, filled):
    a_series(filled, an_agency(filled, short_name="UBND xã Bình An"))
    said(capsys, "backup", str(folder))
    elsewhere(env, tmp_path)

    printed = said(capsys, "restore", str(next(folder.iterdir())))

    assert re.search(r"\d sổ còn mở chưa cấp số: số cấp sau .* bấm «Đối chiếu», khai số", printed)


def test_a_restore_ends_with_the_files_that_its_agencies_miss(
    env, capsys, tmp_path, folder, filled
):
    an_agency(filled, short_name="UBND xã Minh Khê", workflow_name="ke_hoach_thu")
    said(capsys, "backup", str(folder))
    elsewhere(env, tmp_path)

    assert main(["restore", str(next(folder.iterdir()))]) == 0

    assert capsys.readouterr().err == (
        "Quy trình «ke_hoach_thu» mà UBND xã Minh Khê chọn không có tệp trên máy này; chép tệp vào "
        "rồi khởi động lại.\n"
    )


@pytest.mark.usefixtures("filled")
def test_the_key_goes_along_when_asked(env, capsys, tmp_path, folder):
    env.setenv("SECRET_KEY", "k" * 40)
    assert "có kèm khóa bí mật" in said(capsys, "backup", str(folder), "--with-key")
    elsewhere(env, tmp_path)

    printed = said(capsys, "restore", str(next(folder.iterdir())))

    assert "SECRET_KEY" in printed
    assert (tmp_path / "elsewhere" / "secret_key").read_text() == "k" * 40


@pytest.mark.usefixtures("filled")
def test_old_backups_are_thinned_out_when_asked(capsys, folder):
    folder.mkdir()
    (folder / "ban-hanh-2020-01-01-00-00-00.zip").write_bytes(b"")

    assert "đã bỏ 1 bản cũ" in said(capsys, "backup", str(folder), "--keep", "1")


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_nobody_can_ask_to_keep_none(capsys, number):
    with pytest.raises(SystemExit) as ended:
        main(["backup", "--keep", number])

    assert ended.value.code == 2
    assert "--keep" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [("backup",), ("backup", "--with-key"), ("audit", "verify"), ("audit", "seal")]
)
def test_a_mistyped_folder_is_refused_and_nothing_is_left_there(capsys, tmp_path, command):
    assert "Không có cơ sở dữ liệu ở" in refusal(capsys, *command)
    assert not (tmp_path / "var").exists()


def test_without_tables_there_is_nothing_to_back_up(capsys, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "banhanh.db").touch()

    assert "chưa có bảng nào" in refusal(capsys, "backup")


def test_only_our_own_account_may_read_the_database(upgraded, tmp_path):
    with upgraded.transaction() as session:
        session.connection()
        files = list((tmp_path / "var").glob("banhanh.db*"))
        rights = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}

    names = ("banhanh.db", "banhanh.db-shm", "banhanh.db-turns", "banhanh.db-wal")
    assert rights == dict.fromkeys(names, 0o600)


def test_a_database_that_is_there_keeps_the_rights_that_its_owner_gave_it(tmp_path):
    (tmp_path / "var").mkdir()
    file = tmp_path / "var" / "banhanh.db"
    file.touch(mode=0o600)
    file.chmod(0o640)

    assert main(["db", "upgrade"]) == 0

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_damaged_file_is_refused(capsys, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK")

    assert "đã bị hỏng" in refusal(capsys, "restore", str(tmp_path / "x.zip"))


@pytest.mark.usefixtures("filled")
def test_a_disk_without_room_is_told_and_old_backups_stay(capsys, folder):
    said(capsys, "backup", str(folder))
    before = set(folder.iterdir())

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    done = subprocess.run(
        [BANHANH, "backup", str(folder)],
        preexec_fn=no_room,
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "dọn chỗ trên ổ đĩa" in done.stderr
    assert set(folder.iterdir()) == before


def until_seen(look, *arguments):
    """Kill a command as soon as its work can be seen."""
    with subprocess.Popen([BANHANH, *arguments], stdout=subprocess.DEVNULL) as process:
        while not look() and process.poll() is None:
            time.sleep(0.002)
        process.kill()
        return process.wait() == -signal.SIGKILL


@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_cut_leaves_no_archive(capsys, folder):
    folder.mkdir()

    assert until_seen(lambda: list(folder.glob(".*.part")), "backup", str(folder))

    assert not list(folder.glob("*.zip"))
    said(capsys, "backup", str(folder))
    assert [path.suffix for path in folder.iterdir()] == [".zip"]


@pytest.mark.usefixtures("filled")
def test_a_restore_that_is_cut_leaves_an_empty_database(env, capsys, tmp_path, folder):
    said(capsys, "backup", str(folder))
    archive = str(next(folder.iterdir()))
    url = elsewhere(env, tmp_path)
    log = tmp_path / "elsewhere" / "banhanh.db-wal"

    assert until_seen(lambda: log.exists() and log.stat().st_size > 9_000_000, "restore", archive)

    assert tables(url) == []
    assert "Nhật ký nguyên vẹn" in said(capsys, "restore", archive)


def test_a_restore_tells_what_was_wrong_in_the_backup_already(
    env, filled, capsys, tmp_path, folder
):
    with filled.transaction() as session:
        digest = session.scalars(select(BlobRow.sha256).order_by(BlobRow.sha256)).first()
    with sqlite3.connect(Settings.from_env(os.environ).data_dir / "banhanh.db") as connection:
        connection.execute("DROP TRIGGER guard_blobs_update")
        connection.execute("UPDATE blobs SET content = x'00' WHERE sha256 = ?", (digest,))
        connection.execute("DROP TRIGGER guard_audit_events_update")
        connection.execute("UPDATE audit_events SET actor_name = 'Ai đó'")
    connection.close()
    said(capsys, "backup", str(folder))
    elsewhere(env, tmp_path)

    assert main(["restore", str(next(folder.iterdir()))]) == 1

    printed = capsys.readouterr()
    assert "Mọi người đăng nhập lại" in printed.out
    assert f"Sai ở tệp {digest}: nội dung đã bị sửa." in printed.err
    assert "Nhật ký sai ở cơ quan" in printed.err
    assert "Dữ liệu đã khôi phục và được giữ; chỗ sai ở trên đã có" in printed.err


@pytest.mark.usefixtures("filled")
def test_a_forged_log_is_found_beside_a_backup_that_was_kept_elsewhere(capsys, folder):
    said(capsys, "backup", str(folder))
    archive = str(next(folder.iterdir()))
    assert main(["audit", "verify", "--against", archive]) == 0
    assert "Nhật ký nguyên vẹn" in capsys.readouterr().out

    with sqlite3.connect(Settings.from_env(os.environ).data_dir / "banhanh.db") as connection:
        connection.execute("DROP TRIGGER guard_audit_events_delete")
        connection.execute("DROP TRIGGER guard_audit_heads_delete")
        connection.execute("DELETE FROM audit_events")
        connection.execute("DELETE FROM audit_heads")
    connection.close()

    assert main(["audit", "verify"]) == 1
    assert "Sai ở cơ quan 1: không có trong nhật ký." in capsys.readouterr().err
    assert main(["audit", "verify", "--against", archive]) == 1
    assert "khác với bản sao lưu" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_rows_from_before_are_told_of_until_their_hashes_are_written_down(capsys):
    with sqlite3.connect(Settings.from_env(os.environ).data_dir / "banhanh.db") as connection:
        connection.execute("DROP TRIGGER guard_audit_events_update")
        connection.execute("UPDATE audit_events SET sealed = NULL")
    connection.close()

    assert main(["audit", "verify"]) == 1
    assert "1 dòng có từ trước khi nhật ký ghi mã" in capsys.readouterr().out
    assert "Đã ghi mã của 1 dòng vào nhật ký" in said(capsys, "audit", "seal")
    main(["audit", "verify"])
    assert "có từ trước" not in capsys.readouterr().out


def test_what_verify_cannot_find_stands_in_its_help(capsys):
    with pytest.raises(SystemExit):
        main(["audit", "verify", "--help"])

    assert "Không tìm thấy" in " ".join(capsys.readouterr().out.split())
