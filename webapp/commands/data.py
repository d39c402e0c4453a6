"""Commands on the database: migrations, demo, accounts."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError, ProgrammingError

from webapp.adapters import clock
from webapp.app import load_rules
from webapp.db import schema
from webapp.db.database import Database
from webapp.domain.errors import InvalidInputError
from webapp.services import demo, installation, second_factors
from webapp.settings import Settings

_NEWER = (
    "Cơ sở dữ liệu là của một phiên bản mới hơn nên được giữ nguyên; cài lại phiên bản đó, hoặc "
    "khôi phục bản sao lưu của phiên bản này vào một cơ sở dữ liệu trống."
)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open the settings' database, and close it afterwards."""
    database = Database(settings.database_url)
    try:
        yield database
    except (OperationalError, ProgrammingError, FileNotFoundError) as error:
        raise InvalidInputError(
            f"Không dùng được cơ sở dữ liệu ({_said(error)}); kiểm tra DATABASE_URL và chỗ trống "
            "trên ổ đĩa, chạy «banhanh db upgrade» rồi thử lại."
        ) from error
    finally:
        database.close()


def upgrade_database(args: Namespace) -> int:
    """Bring the database to the tables of this version; where that fails it stays as it was."""
    del args
    url = Settings.from_env(os.environ).database_url
    try:
        if schema.is_newer(url):
            raise InvalidInputError(_NEWER)
        schema.upgrade(url)
    except (OperationalError, ProgrammingError, OSError) as error:
        raise InvalidInputError(
            f"Chưa nâng cấp được cơ sở dữ liệu ({_said(error)}) nên các bảng vẫn như trước; kiểm "
            "tra DATABASE_URL, quyền của tài khoản trong đó, DATA_DIR và chỗ trống trên ổ đĩa rồi "
            "chạy lại."
        ) from error
    return 0


def check_database(args: Namespace) -> int:
    """Compare the database with the tables that the program knows."""
    del args
    schema.check(Settings.from_env(os.environ).database_url)
    return 0


def load_demo(args: Namespace) -> int:
    """Fill an empty database with demo agencies; a second time only tell the accounts."""
    del args
    settings = Settings.from_env(os.environ)
    demo.refuse_in_production(production=settings.production)
    schema.upgrade(settings.database_url)
    with opened(settings) as database:
        loaded = demo.load_demo(database, load_rules(), clock.now())
    print("Đã nạp dữ liệu mẫu." if loaded else "Dữ liệu đã có, giữ nguyên.")
    print(f"\nĐịa chỉ: {settings.base_url}\nMật khẩu chung: {demo.PASSWORD}\n")
    for line in demo.account_lines():
        print(f"  {line}")
    return 0


def add_user(args: Namespace) -> int:
    """Make an installation administrator; the password comes from the terminal or a pipe."""
    settings = Settings.from_env(os.environ)
    password = _ask_password()
    with opened(settings) as database:
        installation.add_administrator(
            database, args.username, args.full_name, password, clock.now()
        )
    print(f"Đã tạo quản trị hệ thống «{args.username}».")
    return 0


def reset_password(args: Namespace) -> int:
    """Set a new password for an account whose owner must change it at the next sign-in."""
    settings = Settings.from_env(os.environ)
    password = _ask_password()
    with opened(settings) as database:
        installation.reset_password(database, args.username, password, clock.now())
    print(f"Đã đặt lại mật khẩu của «{args.username}».")
    return 0


def turn_code_off(args: Namespace) -> int:
    """Take the second factor from an account whose owner lost phone and recovery codes."""
    with opened(Settings.from_env(os.environ)) as database:
        second_factors.reset_at_the_machine(database, args.username, clock.now())
    print(f"«{args.username}» đăng nhập chỉ bằng mật khẩu.")
    return 0


def _said(error: Exception) -> str:
    return str(getattr(error, "orig", error)).splitlines()[0]


def _ask_password() -> str:
    """Return what was typed twice on a terminal, or the one line of a pipe; never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Mật khẩu: ")
    if getpass.getpass("Nhập lại: ") != password:
        raise InvalidInputError("Hai lần nhập không giống nhau; chạy lại lệnh.")
    return password
