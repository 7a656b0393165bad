"""Translation catalogues: compiled without GNU gettext, which few machines have."""

import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folders: Iterable[str | Path], *, force: bool = False) -> list[Path]:
    """Compile each `.po` that is newer than its `.mo`, and return the `.mo` files written."""
    written = []
    for folder in folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not force and _is_up_to_date(target, source):
                continue
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parent.parent.name)
            # Complete or not there: another process may be loading it just now.
            unfinished = target.with_suffix(f".mo.{os.getpid()}")
            with unfinished.open("wb") as file:
                write_mo(file, catalogue)
            unfinished.replace(target)
            written.append(target)
    return written


def _is_up_to_date(target: Path, source: Path) -> bool:
    return target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns
