"""What `up` decides before the settings are read."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.up.environment import prepare_environment
from config.up.failing import CannotStartError
from config.up.options import Options

LOCAL = Options(host="127.0.0.1", port=8000, demo=True)


def decide(
    var_dir: Path, given: dict[str, str] | None = None, *, options: Options = LOCAL
) -> list[str]:
    """Return DEBUG, whether staff need a second factor, and the public address."""
    environ = {"WANGAN_VAR_DIR": str(var_dir), **(given or {})}
    prepare_environment(options=options, environ=environ)
    return [environ.get(n, "") for n in ("DEBUG", "WANGAN_REQUIRE_STAFF_MFA", "PUBLIC_BASE_URL")]


def test_a_local_trial_is_a_demo(tmp_path: Path) -> None:
    assert decide(tmp_path) == ["true", "false", "http://127.0.0.1:8000"]
    assert decide(tmp_path, options=replace(LOCAL, host="::1")) == [
        "true",
        "false",
        "http://[::1]:8000",
    ]


def test_without_the_demo_a_trial_is_as_strict_as_a_real_site(tmp_path: Path) -> None:
    assert decide(tmp_path, options=replace(LOCAL, demo=False)) == [
        "false",
        "",
        "http://127.0.0.1:8000",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://wangan@127.0.0.1/wangan"),
        ("REDIS_URL", "redis://127.0.0.1"),
        ("SECRET_KEY", "x"),
        ("ALLOWED_HOSTS", "x"),
    ],
)
def test_a_real_site_gets_no_demo_unasked(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(CannotStartError, match="refused when DEBUG is off"):
        decide(tmp_path, {name: value})
    assert decide(tmp_path, {name: value, "DEBUG": "1"})[0] == "1"


def test_a_site_that_others_can_reach_gets_no_demo_unasked(tmp_path: Path) -> None:
    with pytest.raises(CannotStartError, match="refused when DEBUG is off"):
        decide(tmp_path, options=replace(LOCAL, host="0.0.0.0"))


def test_a_key_is_made_once_and_only_where_none_is_given(tmp_path: Path) -> None:
    decide(tmp_path, {"SECRET_KEY": "given", "DEBUG": "true"})
    assert not (tmp_path / "secret_key").exists()
    decide(tmp_path)
    made = (tmp_path / "secret_key").read_text()
    decide(tmp_path)
    assert len(made) > 50
    assert (tmp_path / "secret_key").read_text() == made


def test_a_file_without_a_key_in_it_gets_one(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    decide(tmp_path)
    assert len((tmp_path / "secret_key").read_text()) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(CannotStartError, match="The secret key in "):
        decide(tmp_path)


def test_a_folder_within_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "broker").touch()
    with pytest.raises(CannotStartError, match="broker/queue cannot be written"):
        decide(tmp_path)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "hello"),
        ("DATABASE_URL", "mysql://user:hush@127.0.0.1/wangan"),
        ("DATABASE_URL", "postgres://user:hush@127.0.0.1:hush/wangan"),
        ("DATABASE_URL", "postgres://user:hu#sh@127.0.0.1/wangan"),
        ("DATABASE_URL", "postgres:///wangan"),
        ("REDIS_URL", "http://:hush@127.0.0.1"),
        ("REDIS_URL", "redis://:hush@127.0.0.1:hush/0"),
    ],
)
def test_an_address_that_is_none_is_one_clear_line_without_its_password(
    tmp_path: Path, name: str, address: str
) -> None:
    with pytest.raises(CannotStartError, match=f"{name} cannot be read: write it like") as refused:
        decide(tmp_path, {name: address})
    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgres://user:p%23w@db.example.org/wangan"),
        ("DATABASE_URL", "postgresql://user@[::1]:5433/wangan"),
        ("DATABASE_URL", "sqlite:////srv/wangan.sqlite3"),
        ("REDIS_URL", "redis://127.0.0.1"),
        ("REDIS_URL", "rediss://:word@cache.example.org:6380/1"),
        ("REDIS_URL", "unix:///run/redis.sock"),
    ],
)
def test_an_address_is_taken_as_it_is(tmp_path: Path, name: str, address: str) -> None:
    decide(tmp_path, {name: address, "DEBUG": "true"})
