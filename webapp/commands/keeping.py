"""Commands that keep what an installation holds: backup, restore, the look at the audit log."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from webapp.adapters import archives, clock
from webapp.app import load_rules
from webapp.commands.data import opened
from webapp.db.database import Database
from webapp.db.engine import sqlite_file
from webapp.domain.backup_manifest import ChainHead
from webapp.domain.errors import InvalidInputError
from webapp.services import audit, backups, book_hash, evidence, missing_files, restoring, seals
from webapp.services.audit import ChainFault
from webapp.services.backups import Made
from webapp.services.restoring import Restored
from webapp.services.seals import SealFault
from webapp.settings import Settings, database_of

_STEP = 1000
_KEPT_WITH_FAULTS = (
    "Dữ liệu đã khôi phục và được giữ; chỗ sai ở trên đã có trong bản sao lưu: khôi phục một bản "
    "cũ hơn vào cơ sở dữ liệu trống khác, hoặc báo người bảo trì trước khi dùng."
)
_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def back_up(args: Namespace) -> int:
    """Write one archive of everything but the queue; print where it is and what it holds."""
    _demand_database()
    settings = Settings.from_env(os.environ)
    place = args.place or backups.folder_of(settings.data_dir)
    key = settings.secret_key if args.with_key else ""
    with opened(settings) as database:
        made = backups.make(database.url, place, clock.now(), key=key, keep=args.keep or 0)
    print(_said_of_backup(made))
    return 0


def restore(args: Namespace) -> int:
    """Bring a backup into an empty database and look it over; 1 where it had faults already."""
    settings = Settings.from_env(os.environ)
    with opened(settings) as database:
        restored = restoring.restore(database, args.file, clock.now())
        for line in _said_of_restore(restored):
            print(line)
        if restored.manifest.has_key:
            print(_keep_key(settings.data_dir / "secret_key", restoring.key_of(args.file)))
        for sentence in missing_files.everywhere(database, load_rules().files):
            print(sentence, file=sys.stderr)
        faults = _look_over(database, ())
    if faults:
        print(_KEPT_WITH_FAULTS, file=sys.stderr)
    return faults


def verify_audit(args: Namespace) -> int:
    """Look at every chain and every record that a hash or an event guards; 1 with faults."""
    _demand_database()
    noted = backups.check(args.against).heads if args.against else ()
    with opened(Settings.from_env(os.environ)) as database:
        return _look_over(database, noted)


def seal_rows(args: Namespace) -> int:
    """Write down the hashes of rows that are older than hashes of rows; print how many."""
    del args
    _demand_database()
    with opened(Settings.from_env(os.environ)) as database:
        count = seals.seal_the_rest(database, clock.now())
    print(f"Đã ghi mã của {_grouped(count)} dòng vào nhật ký; từ nay dòng lạ cũng bị phát hiện.")
    return 0


def _demand_database() -> None:
    """Refuse a place where no database lies, and leave nothing there."""
    path = sqlite_file(database_of(os.environ))
    if path and not Path(path).exists():
        raise InvalidInputError(
            f"Không có cơ sở dữ liệu ở «{path}»; kiểm tra DATABASE_URL và DATA_DIR rồi chạy lại."
        )


def _look_over(database: Database, noted: tuple[ChainHead, ...]) -> int:
    chains = (*audit.verify(database), *audit.verify_against(database, noted))
    books = book_hash.verify_closed(database)
    count = len(chains) + len(books)
    print_faults(chains)
    for book in books:
        where = f"cơ quan {book.agency_id}, dãy số {book.series_id}, năm {book.year}"
        print(f"Sổ đã khóa bị sửa ở {where}.", file=sys.stderr)
    for fault in evidence.verify(database):
        count += 1
        print(f"Sai ở {fault.where}: {fault.message}.", file=sys.stderr)
    count += _look_over_rows(database)
    if not count:
        print("Nhật ký nguyên vẹn; tệp, bản văn, quyết định, sổ và dữ liệu khác đều khớp với nó.")
    return int(bool(count))


def _look_over_rows(database: Database) -> int:
    wrong, older = 0, 0
    for found in seals.verify(database):
        if isinstance(found, SealFault):
            wrong += 1
            print(f"Sai ở {found.where}: {found.message}.", file=sys.stderr)
        else:
            older += 1
    if older:
        print(
            f"{_grouped(older)} dòng có từ trước khi nhật ký ghi mã của từng dòng nên chưa soi "
            "được; chạy «banhanh audit seal» một lần để ghi mã của chúng như hôm nay."
        )
    return wrong


def print_faults(faults: tuple[ChainFault, ...]) -> None:
    """Print a line on stderr for each fault of the audit log."""
    for fault in faults:
        where = f"cơ quan {fault.agency_id}, sự kiện {fault.ordinal}"
        print(f"Nhật ký sai ở {where}: {fault.message}.", file=sys.stderr)


def _said_of_backup(made: Made) -> str:
    manifest = made.manifest
    rows, size = _grouped(manifest.rows), _size(made.size)
    key = "có kèm khóa bí mật" if manifest.has_key else "không kèm khóa bí mật"
    dropped = f", đã bỏ {len(made.dropped)} bản cũ" if made.dropped else ""
    return f"Đã sao lưu {rows} dòng ({size}) vào «{made.path}», {key}{dropped}."


def _said_of_restore(restored: Restored) -> Iterator[str]:
    manifest = restored.manifest
    made_at = manifest.made_at.astimezone(clock.VIETNAM)
    yield (
        f"Bản sao lưu lúc {made_at:%H:%M ngày %d/%m/%Y} từ "
        f"{_KINDS.get(manifest.kind, manifest.kind)}: {len(manifest.parts)} bảng, đều đúng mã "
        "SHA-256."
    )
    yield (
        f"Đã nạp {_grouped(manifest.rows)} dòng; đọc lại từng bảng thấy giống bản sao lưu, mọi "
        "khóa ngoại đều đúng."
    )
    if restored.counters:
        yield f"Đã đặt {restored.counters} bộ đếm mã tiếp sau mã lớn nhất."
    if restored.upgraded_to:
        yield f"Đã nâng các bảng từ lược đồ {manifest.schema} lên {restored.upgraded_to}."
    yield "Mọi người đăng nhập lại bằng mật khẩu cũ."
    if restored.held:
        yield (
            f"{len(restored.held)} sổ còn mở chưa cấp số: số cấp sau {made_at:%H:%M ngày %d/%m/%Y} "
            "không có ở đây mà đã ghi trên giấy. Văn thư mở «Sổ văn bản đi», bấm «Đối chiếu», "
            "khai số cuối của từng sổ; sau đó sổ cấp số tiếp."
        )


def _keep_key(path: Path, key: str) -> str:
    archives.write_secret(path, key)
    return f"Khóa bí mật được ghi vào «{path}»; máy thật đặt nó vào biến SECRET_KEY."


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _size(size: int) -> str:
    amount = size / _STEP
    for unit in ("kB", "MB"):
        if amount < _STEP:
            return f"{amount:.1f} {unit}".replace(".", ",")
        amount /= _STEP
    return f"{amount:.1f} GB".replace(".", ",")
