import pytest

from webapp.adapters.clamd import Clamd
from webapp.settings import Settings, SettingsError


def test_an_empty_environment_gives_a_machine_of_ones_own(tmp_path):
    settings = Settings.from_env({"DATA_DIR": str(tmp_path)})

    assert settings.database_url == f"sqlite:///{tmp_path}/banhanh.db"
    assert (settings.address, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert not settings.production
    assert settings.allowed_hosts == ()
    assert (settings.session_hours, settings.session_idle_minutes) == (12, 720)
    assert not settings.second_factor
    assert settings.scanner is None


def test_the_secret_key_is_made_once_and_kept_for_our_account_alone(tmp_path):
    env = {"DATA_DIR": str(tmp_path / "var")}

    first = Settings.from_env(env).secret_key

    assert len(first) >= 32
    assert Settings.from_env(env).secret_key == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


@pytest.mark.parametrize("key", ["", "short"])
def test_production_without_a_long_secret_key_is_refused(tmp_path, key):
    env = {"APP_ENV": "production", "SECRET_KEY": key, "DATA_DIR": str(tmp_path / "var")}

    with pytest.raises(SettingsError, match="SECRET_KEY"):
        Settings.from_env(env)

    assert not (tmp_path / "var").exists()


def test_the_environment_is_taken_as_it_says(tmp_path):
    env = {
        "APP_ENV": "production",
        "SECRET_KEY": "k" * 32,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "postgresql+psycopg:///banhanh",
        "REDIS_URL": "redis://localhost/1",
        "BASE_URL": "https://banhanh.example.vn",
        "ADDRESS": "::1",
        "PORT": "8080",
        "WEB_PROCESSES": "4",
        "LARGEST_REQUEST_MB": "5",
        "TRUSTED_PROXIES": "1",
        "ALLOWED_HOSTS": "banhanh.example.vn, .xa.example.vn",
        "SECOND_FACTOR": "administrators",
        "SESSION_HOURS": "10",
        "SESSION_IDLE_MINUTES": "30",
        "CLAMD": "[::1]:3310",
    }

    settings = Settings.from_env(env)

    assert settings.production
    assert settings.secret_key == "k" * 32
    assert settings.database_url == "postgresql+psycopg:///banhanh"
    assert settings.redis_url == "redis://localhost/1"
    assert settings.base_url == "https://banhanh.example.vn"
    assert (settings.address, settings.port, settings.web_processes) == ("::1", 8080, 4)
    assert (settings.largest_request, settings.trusted_proxies) == (5 * 1024 * 1024, 1)
    assert settings.allowed_hosts == ("banhanh.example.vn", ".xa.example.vn")
    assert (settings.session_hours, settings.session_idle_minutes) == (10, 30)
    assert settings.second_factor
    assert settings.scanner == Clamd("::1", 3310)


@pytest.mark.parametrize("port", ["0", "-1", "tám", "8000.5", "²"])
def test_a_port_that_is_no_number_is_named(tmp_path, port):
    with pytest.raises(SettingsError, match="PORT="):
        Settings.from_env({"DATA_DIR": str(tmp_path), "PORT": port})


def test_a_second_factor_for_nobody_known_is_named(tmp_path):
    with pytest.raises(SettingsError, match="SECOND_FACTOR=admin"):
        Settings.from_env({"DATA_DIR": str(tmp_path), "SECOND_FACTOR": "admin"})


@pytest.mark.parametrize(
    "address", ["clamd", "clamd:", ":3310", "clamd:ba", "clamd.ctl", "clamd:65536"]
)
def test_a_scanner_at_no_address_is_named(tmp_path, address):
    with pytest.raises(SettingsError, match=f"CLAMD={address}"):
        Settings.from_env({"DATA_DIR": str(tmp_path), "CLAMD": address})


@pytest.mark.parametrize("url", ["postgresql://banhanh@db/banhanh", "postgres://db/x", "mysql://x"])
def test_an_address_of_another_driver_is_refused_with_the_right_beginning(tmp_path, url):
    with pytest.raises(SettingsError, match=r"postgresql\+psycopg://"):
        Settings.from_env({"DATA_DIR": str(tmp_path), "DATABASE_URL": url})
