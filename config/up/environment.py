"""What `up` decides before the settings are read: the data folder, the key, whether it is a demo.

Everything here is handed on as environment variables, so that the web, worker and beat processes
read the same settings as `up` itself.
"""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

from config.up.addresses import check_addresses
from config.up.failing import CannotStartError
from config.up.options import Options

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Whoever sets one of these runs a site of their own, and decides on DEBUG themselves.
SIGNS_OF_A_REAL_SITE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS")


def prepare_environment(
    *, options: Options, environ: MutableMapping[str, str], base_dir: Path = BASE_DIR
) -> None:
    """Fill in what the environment leaves open.

    Raises `CannotStartError` when an address cannot be read, when the data folder cannot be
    written, and when the demo (with its well-known passwords) is asked for on a site that is not a
    local trial.
    """
    check_addresses(environ)
    var_dir = Path(environ.setdefault("WANGAN_VAR_DIR", str(base_dir / "var")))
    # The broker's folders, which Celery does not make for itself, among them.
    for folder in (var_dir, var_dir / "broker" / "queue", var_dir / "broker" / "control"):
        make_writable_folder(folder)
    environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(var_dir / "metrics"))
    if not environ.get("SECRET_KEY"):
        write_secret_key(var_dir / "secret_key")
    is_trial = options.is_local and not any(environ.get(name) for name in SIGNS_OF_A_REAL_SITE)
    environ.setdefault("DEBUG", "true" if is_trial and options.demo else "false")
    environ.setdefault("PUBLIC_BASE_URL", options.url)
    if options.demo and is_true(environ["DEBUG"]):
        environ.setdefault("WANGAN_REQUIRE_STAFF_MFA", "false")
    elif options.demo:
        raise CannotStartError(
            "The demo accounts have well-known passwords and are refused when DEBUG is off: "
            "add --no-demo, or set DEBUG=true for a trial."
        )


def is_true(value: str) -> bool:
    """Read a flag as the settings do."""
    return value.lower() in {"true", "on", "ok", "y", "yes", "1"}


def make_writable_folder(folder: Path) -> None:
    """Create the folder and prove that files can be written there."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise CannotStartError(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "give yourself the right to, or name another one in WANGAN_VAR_DIR."
        ) from error


def write_secret_key(path: Path) -> None:
    """Write a new key, readable by its owner alone, unless there is one."""
    try:
        # A full disk or a power cut may have left a file with no key in it.
        if path.exists() and path.read_text().strip():
            return
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:  # somebody was faster
        return
    except OSError as error:
        raise CannotStartError(
            f"The secret key in {path} cannot be read or written ({error.strerror})."
        ) from error
