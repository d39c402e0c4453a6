"""What the environment says: read once at the start, by app and commands alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from webapp.adapters.clamd import Clamd
from webapp.adapters.folders import ROOT, keep_secret_key
from webapp.domain.errors import DomainError

PRODUCTION = "production"
_SHORTEST_KEY = 32
_MEGABYTE = 1024 * 1024
_DATABASES = ("sqlite:", "postgresql+psycopg:")


class SettingsError(DomainError):
    """An environment to which the application refuses to start."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that differs between two installations."""

    app_env: str
    """`production`, or anything else for one's own machine."""
    database_url: str
    redis_url: str
    """Where the jobs' queue and the rate limits lie; empty: files in `data_dir`."""
    secret_key: str
    """Signs cookies; whoever knows it can forge them."""
    data_dir: Path
    base_url: str
    """The address people type, for links in messages."""
    address: str
    """The network address that `serve` listens on."""
    port: int
    web_processes: int
    trusted_proxies: int
    """How many proxies stand in front and name the caller's address."""
    largest_request: int
    """In bytes; a form or upload above it is refused."""
    smtp_url: str = ""
    """The mail server, `smtp+starttls://user:password@host:587`; empty: no letters are sent."""
    mail_from: str = ""
    """The address that letters come from."""
    allowed_hosts: tuple[str, ...] = ()
    """The names it is served under (`.example.vn`: all below it); empty: every name."""
    second_factor: bool = False
    """Administrators have to turn theirs on before they work."""
    session_hours: int = 12
    """After so long a sign-in ends, however much it is used."""
    session_idle_minutes: int = 12 * 60
    """Unused for so long it ends too."""
    scanner: Clamd | None = None
    """Looks at every upload; None: nobody does."""

    @property
    def production(self) -> bool:
        """Tell whether real people rely on this installation."""
        return self.app_env == PRODUCTION

    @property
    def plain_letters(self) -> bool:
        """Tell whether letters cross the network unencrypted: not to this machine's own server."""
        server = urlsplit(self.smtp_url)
        return server.scheme == "smtp" and server.hostname not in {"localhost", "127.0.0.1", "::1"}

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Return the settings; refuse an environment that is unsafe or does not make sense."""
        app_env = env.get("APP_ENV", "development")
        data_dir = Path(env.get("DATA_DIR", "") or ROOT / "var")
        address, port = env.get("ADDRESS", "127.0.0.1"), _number(env, "PORT", 8000)
        return cls(
            app_env=app_env,
            database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
            redis_url=env.get("REDIS_URL", ""),
            secret_key=_secret_key(env, app_env, data_dir),
            data_dir=data_dir,
            base_url=env.get("BASE_URL", "") or f"http://{address}:{port}",
            address=address,
            port=port,
            web_processes=_number(env, "WEB_PROCESSES", 2),
            trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, least=0),
            largest_request=_number(env, "LARGEST_REQUEST_MB", 20) * _MEGABYTE,
            smtp_url=env.get("SMTP_URL", ""),
            mail_from=env.get("MAIL_FROM", ""),
            allowed_hosts=tuple(re.findall(r"[^\s,]+", env.get("ALLOWED_HOSTS", ""))),
            second_factor=_second_factor(env.get("SECOND_FACTOR", "")),
            session_hours=_number(env, "SESSION_HOURS", 12),
            session_idle_minutes=_number(env, "SESSION_IDLE_MINUTES", 12 * 60),
            scanner=_scanner(env.get("CLAMD", "")),
        )


def database_of(env: Mapping[str, str]) -> str:
    """Return the database's address alone: `Settings.from_env` makes a key that is missing."""
    data_dir = Path(env.get("DATA_DIR", "") or ROOT / "var")
    return _database_url(env.get("DATABASE_URL", ""), data_dir)


def _database_url(url: str, data_dir: Path) -> str:
    if url and not url.startswith(_DATABASES):
        raise SettingsError(
            "DATABASE_URL phải bắt đầu bằng «postgresql+psycopg://» hoặc «sqlite:///»; sửa biến "
            "môi trường này."
        )
    return url or f"sqlite:///{data_dir}/banhanh.db"


def _number(env: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    text = env.get(name, "") or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise SettingsError(
            f"{name}={text} không phải số nguyên từ {least} trở lên; sửa biến môi trường này."
        )
    return int(text)


def _second_factor(text: str) -> bool:
    if text not in {"", "off", "administrators"}:
        raise SettingsError(
            f"SECOND_FACTOR={text} không có nghĩa; ghi «administrators», «off» hoặc bỏ biến này."
        )
    return text == "administrators"


def _scanner(address: str) -> Clamd | None:
    scanner = Clamd.at(address)
    if address and scanner is None:
        raise SettingsError(
            f"CLAMD={address} không đọc được; ghi «máy:cổng», hoặc đường dẫn tới socket của clamd."
        )
    return scanner


def _secret_key(env: Mapping[str, str], app_env: str, data_dir: Path) -> str:
    key = env.get("SECRET_KEY", "")
    if app_env != PRODUCTION:
        return key or keep_secret_key(data_dir)
    if len(key) < _SHORTEST_KEY:
        raise SettingsError(
            "APP_ENV=production cần SECRET_KEY dài ít nhất 32 ký tự; tạo một khóa ngẫu nhiên, "
            "đặt vào biến môi trường SECRET_KEY rồi khởi động lại."
        )
    return key
