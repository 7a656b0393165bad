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


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_real_site_gets_no_demo_unasked(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotStartError, match="refused when DEBUG is off"):
        decide(tmp_path, {name: "x"})
    assert decide(tmp_path, {name: "x", "DEBUG": "1"})[0] == "1"


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
