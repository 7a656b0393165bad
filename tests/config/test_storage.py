"""Static files: what is collected, hashed, compressed, and kept for ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from config.storage import StaticStorage, is_immutable

BUNDLE = "app/assets/page-CefDDKax.js"


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Path]:
    """A folder into which everything, and one bundle of Vite's, was collected."""
    bundle = tmp_path / "dist" / BUNDLE.removeprefix("app/")
    bundle.parent.mkdir(parents=True)
    bundle.write_text('import "./lit-Zq3_vA-x.js";\n' * 50)
    with override_settings(
        STATIC_ROOT=tmp_path / "static",
        STATICFILES_DIRS=[("app", str(tmp_path / "dist"))],
        STORAGES={"staticfiles": {"BACKEND": "config.storage.StaticStorage"}},
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path / "static"


def test_bundles_keep_their_names_and_are_compressed(collected: Path) -> None:
    names = {path.name for path in (collected / BUNDLE).parent.iterdir()}
    assert names == {"page-CefDDKax.js", "page-CefDDKax.js.br", "page-CefDDKax.js.gz"}
    assert StaticStorage().url(BUNDLE) == f"/static/{BUNDLE}"


def test_other_files_get_a_hash_also_under_debug(collected: Path) -> None:
    with override_settings(DEBUG=True):
        address = StaticStorage().url("admin/css/base.css")
    assert address != "/static/admin/css/base.css"
    assert (collected / address.removeprefix("/static/")).is_file()


def test_files_that_no_page_loads_are_left_out(collected: Path) -> None:
    assert not (collected / "rest_framework").exists()


@pytest.mark.parametrize(
    ("address", "kept_for_ever"),
    [
        (f"/static/{BUNDLE}", True),
        ("/static/admin/css/base.0123456789ab.css", True),
        ("/static/admin/css/base.css", False),
        ("/static/app/favicon.svg", False),
    ],
)
def test_only_addresses_with_a_hash_are_kept_for_ever(address: str, kept_for_ever: bool) -> None:
    assert is_immutable("", address) is kept_for_ever
