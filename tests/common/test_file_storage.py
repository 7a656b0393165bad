"""Files are kept in the database, whole, and read from wherever the reader likes."""

import io
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.http import FileResponse

from common.file_storage import PIECE_BYTES, DatabaseStorage
from common.models import Job, StoredFile, StoredPiece

pytestmark = pytest.mark.django_db

# Three pieces, of which no two bytes far apart are alike.
LONG = b"".join(number.to_bytes(4, "big") for number in range(PIECE_BYTES // 2 + 3))


def store(data: bytes, name: str = "jobs/result.csv") -> str:
    return default_storage.save(name, ContentFile(data))


def test_the_site_keeps_its_files_in_the_database() -> None:
    assert isinstance(storages["default"], DatabaseStorage)


@pytest.mark.parametrize("data", [b"", b"name\n", LONG[:PIECE_BYTES], LONG])
def test_a_file_is_read_as_it_was_written(data: bytes) -> None:
    name = store(data)
    assert (name, default_storage.size(name)) == ("jobs/result.csv", len(data))
    with default_storage.open(name) as file:
        assert file.read() == data
        assert file.size == len(data)


def test_a_file_is_written_from_its_start_in_pieces() -> None:
    source = ContentFile(LONG)
    source.seek(1000)
    default_storage.save("long", source)
    pieces = StoredPiece.objects.order_by("number").values_list("number", "data")
    assert [(number, len(data)) for number, data in pieces] == [
        (0, PIECE_BYTES),
        (1, PIECE_BYTES),
        (2, 12),
    ]


def test_a_reader_may_go_back_and_forth() -> None:
    with default_storage.open(store(LONG)) as file:
        for at, end in pairwise([5, 2 * PIECE_BYTES - 3, PIECE_BYTES + 7, len(LONG) - 2, 0]):
            file.seek(at)
            assert file.read(6) == LONG[at : at + 6]
            file.seek(end - len(LONG), io.SEEK_END)
            assert file.tell() == end
        file.seek(len(LONG) + 1)
        assert file.read() == b""


def test_two_files_do_not_share_a_name() -> None:
    first, second = store(b"first"), store(b"second")
    assert first != second
    with default_storage.open(first) as file:
        assert file.read() == b"first"


def test_a_field_is_opened_again_after_it_was_closed(now) -> None:
    job = Job.objects.create(kind="tests.write", created_at=now)
    job.result.save("results.csv", ContentFile(b"name"))
    for reading in (Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)):
        for _ in range(2):
            with reading.result.open("rb") as file:
                assert file.read() == b"name"


def test_a_download_is_streamed_and_says_how_long_it_is() -> None:
    response = FileResponse(default_storage.open(store(LONG)))
    assert response["Content-Length"] == str(len(LONG))
    assert b"".join(response.streaming_content) == LONG  # type: ignore[arg-type]


def test_what_is_deleted_is_gone_and_cannot_be_opened() -> None:
    name = store(LONG)
    default_storage.delete(name)
    default_storage.delete(name)
    assert not default_storage.exists(name)
    assert (StoredFile.objects.count(), StoredPiece.objects.count()) == (0, 0)
    for look in (default_storage.open, default_storage.size):
        with pytest.raises(FileNotFoundError):
            look(name)


def test_a_file_that_is_deleted_under_its_reader_ends_in_an_error() -> None:
    name = store(LONG)
    with default_storage.open(name) as file:
        file.read(10)
        default_storage.delete(name)
        with pytest.raises(FileNotFoundError):
            file.read()


def test_a_file_goes_with_the_transaction_that_wrote_it() -> None:
    with transaction.atomic():
        store(b"half")
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()


def test_a_file_is_not_written_in_place() -> None:
    with pytest.raises(ValueError, match="wb"):
        default_storage.open(store(b"whole"), "wb")
