"""The commands that start and keep an installation, as an operator runs them."""

import io
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import takewhile
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import postgres
from tests.conftest import a_blank_url
from tests.service.builders import NOON, a_person, an_agency, save
from webapp.adapters import clock
from webapp.app import create_app, create_jobs, load_rules
from webapp.cli import main
from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow
from webapp.db.models.process import NotificationRow
from webapp.services import accounts
from webapp.settings import Settings

ROOT = Path(__file__).parents[1]
PATIENCE = timedelta(minutes=5)
SECRET_KEY = "k" * 40


@pytest.fixture(autouse=True)
def env(tmp_path, monkeypatch):
    """An installation of its own in a temporary folder."""
    for name in ("DATABASE_URL", "REDIS_URL", "APP_ENV", "SECRET_KEY", "BASE_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    return monkeypatch


@pytest.fixture
def upgraded():
    """The installation's database with its tables."""
    assert main(["db", "upgrade"]) == 0
    database = Database(Settings.from_env(os.environ).database_url)
    yield database
    database.close()


def piped(monkeypatch, typed):
    """Let the command read what a pipe gives."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))


@contextmanager
def running(*arguments):
    """Run a command as a process of its own; end it afterwards."""
    command = [str(Path(sys.executable).parent / "banhanh"), *arguments]
    with subprocess.Popen(command, cwd="/", stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def wait_until(happened):
    deadline = time.monotonic() + PATIENCE.total_seconds()
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def refusal(capsys, *arguments):
    assert main(list(arguments)) == 2
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    return sentence


@pytest.mark.usefixtures("upgraded")
def test_an_upgraded_database_has_the_tables_of_the_program():
    assert main(["db", "check"]) == 0


def test_the_demo_is_loaded_once_and_tells_its_accounts_each_time(capsys):
    assert main(["demo"]) == 0
    first = capsys.readouterr().out
    assert main(["demo"]) == 0
    second = capsys.readouterr().out

    assert "Đã nạp dữ liệu mẫu." in first
    assert "Dữ liệu đã có, giữ nguyên." in second
    for printed in (first, second):
        assert "http://127.0.0.1:8000" in printed
        assert "xa.vanthu" in printed
    assert main(["audit", "verify"]) == 0


def test_production_starts_neither_without_a_key_nor_with_demo_accounts(env, capsys):
    assert main(["demo"]) == 0
    capsys.readouterr()
    env.setenv("APP_ENV", "production")

    assert "SECRET_KEY" in refusal(capsys, "serve")
    env.setenv("SECRET_KEY", SECRET_KEY)
    assert "tài khoản mẫu" in refusal(capsys, "serve")
    assert "tài khoản mẫu" in refusal(capsys, "worker")
    assert "dữ liệu mẫu" in refusal(capsys, "demo")


def test_pages_and_worker_wait_for_the_tables_of_their_version(capsys):
    assert "banhanh db upgrade" in refusal(capsys, "serve")
    assert "banhanh db upgrade" in refusal(capsys, "worker")


@pytest.mark.usefixtures("upgraded")
def test_a_database_of_a_newer_program_is_not_upgraded_and_stays(tmp_path, capsys):
    with closing(sqlite3.connect(tmp_path / "var" / "banhanh.db")) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()

        assert "phiên bản mới hơn" in refusal(capsys, "db", "upgrade")
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://a@127.0.0.1:1/a", "sqlite:////proc/nowhere/a.db"]
)
def test_an_upgrade_that_cannot_begin_says_why_on_one_line(env, capsys, url):
    env.setenv("DATABASE_URL", url)

    assert "vẫn như trước" in refusal(capsys, "db", "upgrade")


def test_an_upgrade_by_an_account_that_may_not_is_told_on_one_line(
    env, capsys, request, postgres_server, tmp_path
):
    with a_blank_url(request, "postgresql", tmp_path) as url:
        postgres.run(postgres_server, "CREATE ROLE reader LOGIN")
        env.setenv("DATABASE_URL", url.replace("postgres@", "reader@"))

        assert "quyền của tài khoản" in refusal(capsys, "db", "upgrade")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://thu:mat-khau@mail.example", True),
        ("smtp+starttls://mail.example", False),
        ("smtp://127.0.0.1", False),
    ],
)
def test_production_tells_at_its_start_that_letters_go_unencrypted(env, caplog, url, told):
    for name, value in (("APP_ENV", "production"), ("SECRET_KEY", SECRET_KEY), ("SMTP_URL", url)):
        env.setenv(name, value)

    assert main(["serve"]) == 2  # the tables are not there yet
    assert ("unencrypted" in caplog.text) is told


def test_an_operator_makes_the_first_account(env, upgraded):
    piped(env, "hoa-sen-trong-dam\n")

    assert main(["user", "add", "quan.tri", "Ngô Gia Bảo"]) == 0

    request = accounts.SignIn("quan.tri", "hoa-sen-trong-dam")
    assert accounts.sign_in(upgraded, request, NOON).person_id
    with upgraded.reading() as session:
        assert session.scalars(select(PersonRow)).one().installation_admin


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (("add", "có dấu", "Ngô Gia Bảo"), "hoa-sen-trong-dam"),
        (("add", "quan.tri", "Ngô Gia Bảo"), "ngắn"),
        (("add", "hanh", "Lê Thị Hạnh"), "hoa-sen-trong-dam"),
        (("password", "khong.co"), "hoa-sen-trong-dam"),
    ],
)
def test_an_account_that_cannot_be_is_refused(env, upgraded, capsys, arguments, typed):
    a_person(upgraded, an_agency(upgraded), username="hanh")
    piped(env, f"{typed}\n")

    assert refusal(capsys, "user", *arguments)


def test_an_operator_resets_a_password_and_closes_the_sessions(env, upgraded):
    person = a_person(upgraded, an_agency(upgraded), username="hanh")
    piped(env, "hoa-sen-trong-dam\n")

    assert main(["user", "password", "hanh"]) == 0

    opened = accounts.sign_in(upgraded, accounts.SignIn("hanh", "hoa-sen-trong-dam"), NOON)
    assert (opened.person_id, opened.must_change_password) == (person.person_id, True)


def test_a_changed_audit_log_is_found(upgraded, capsys):
    an_agency(upgraded)
    assert main(["audit", "verify"]) == 0
    path = Settings.from_env(os.environ).data_dir / "banhanh.db"
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER guard_audit_events_update")
        connection.execute("UPDATE audit_events SET actor_name = 'Ai đó'")
    connection.close()

    assert main(["audit", "verify"]) == 1

    assert "nội dung đã bị sửa" in capsys.readouterr().err


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize("place", ["", "/no/such/folder/banhanh.db"])
@pytest.mark.parametrize("command", [("audit", "verify"), ("user", "add", "chau", "Đỗ Minh Châu")])
def test_a_database_that_cannot_be_used_is_named_on_one_line(env, capsys, command, place):
    env.setenv("DATABASE_URL", f"sqlite://{place and '/' + place}")
    piped(env, "mot-mat-khau-tam-2026\n")

    said = refusal(capsys, *command)
    assert "db upgrade" in said or f"Không có cơ sở dữ liệu ở «{place}»" in said


def test_served_pages_answer_on_their_port_and_first_tell_which_files_are_missing(env, upgraded):
    an_agency(upgraded, short_name="UBND xã Minh Khê", workflow_name="ke_hoach_thu")
    port = free_port()
    env.setenv("PORT", str(port))
    env.setenv("WEB_PROCESSES", "1")

    with running("serve") as process:
        wait_until(lambda: answers(port))
        lines = map(bytes.decode, process.stderr)
        told = list(takewhile(lambda line: not line.startswith("Ban Hành: "), lines))

    assert sum("«ke_hoach_thu» mà UBND xã Minh Khê chọn không có tệp" in line for line in told) == 1


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/dang-nhap")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def test_the_worker_delivers_what_a_crash_left_and_what_a_kick_brings(upgraded):
    settings = Settings.from_env(os.environ)
    agency_id = an_agency(upgraded)
    person = a_person(upgraded, agency_id)
    a_notification(upgraded, agency_id, person)

    with running("worker"):
        wait_until(lambda: not unsent(upgraded))
        a_notification(upgraded, agency_id, person)
        create_jobs(settings, upgraded, load_rules()).kick()
        wait_until(lambda: not unsent(upgraded))


def a_notification(database, agency_id, person):
    save(
        database,
        lambda _: NotificationRow(
            agency_id=agency_id,
            person_id=person.person_id,
            kind="returned",
            message="Kế hoạch bị trả lại.",
            created_at=clock.now(),
        ),
    )


def unsent(database):
    with database.reading() as session:
        query = select(NotificationRow.id).where(NotificationRow.sent_at.is_(None))
        return session.scalars(query).all()


def test_the_application_is_built_of_the_settings(upgraded):
    app = create_app(Settings.from_env(os.environ), upgraded)

    assert app.test_client().get("/dang-nhap").status_code == HTTPStatus.OK


def test_every_make_target_is_told_by_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()

    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert {line.split()[1] for line in told.stdout.splitlines()} == set(targets)


def test_the_procfile_names_web_worker_and_release():
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()

    assert [line.split(":")[0] for line in lines] == ["web", "worker", "release"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-npm.lock"])
def test_a_lock_file_holds_versions_and_the_hashes_of_their_files_and_no_addresses(name):
    pin = r"[a-z0-9.-]+==[a-z0-9.+!]+( ; [\w .<=!']+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"

    assert re.fullmatch(f"({pin})+", (ROOT / name).read_text(encoding="utf-8"))


def test_nothing_of_a_lock_file_is_installed_without_its_hashes():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    installing = [line for line in lines if re.search(r" -r \S+\.lock", line)]

    assert installing
    assert all("--require-hashes" in line for line in installing)


def test_an_operator_takes_a_second_factor_away_and_a_wrong_name_is_said(upgraded, capsys):
    a_person(upgraded, an_agency(upgraded), username="hanh")

    assert main(["user", "code-off", "hanh"]) == 0
    assert "chỉ bằng mật khẩu" in capsys.readouterr().out
    assert refusal(capsys, "user", "code-off", "khong.co")
