"""Entries by the hundred thousand, and answers by the million, written by the database itself."""

from django.db import connection
from django.db.models import Model

from accounts.models import User
from benchmarks.participants import make_participants
from benchmarks.sittings import contest, sit
from quiz.attempt.models import Answer, Attempt
from quiz.contest.models import Entry

QUESTIONS = 20
ROWS_A_STATEMENT = 500_000

# As `common.ids.uuid7` makes them: ordered by time, random behind it.
_UUID = """(lpad(to_hex(%(first)s + n), 12, '0') || '7' || substr(md5(n || %(salt)s), 1, 3)
    || '8' || substr(md5(n || %(salt)s), 4, 15))::uuid"""


def write_entries(number: int, *, first: int = 0) -> None:
    """So many new people, numbered from `first`, with a standing each and the key it packs to."""
    entry_like, where = _like(), contest()
    layout = where.layout()
    shift = layout.time_bits + layout.finish_bits
    key = (
        f"((({layout.highest_score_centi} - score)::bigint << {layout.time_bits}) | took)"
        f" << {layout.finish_bits} | (took * 3 / {layout.finish_unit_ms} + n)"
    )
    if shift <= 0 or connection.vendor != "postgresql":
        raise RuntimeError("made for PostgreSQL and for a contest that ranks by time")
    drawn = (
        "(SELECT n, 500 * (random() * 20)::int AS score, (60000 + random() * 1e6)::bigint AS took"
    )
    standing = {
        "score_centi": "score",
        "time_used_ms": "took",
        "rank_key": key,
        "reached_at": "now()",
        "first_finished_at": "now()",
        "attempts_counted": "1",
        # Long ago, or the publisher would merge all of them again and again.
        "standing_changed_at": "now() - interval '1 hour'",
    }
    user = User.objects.get(pk=entry_like.user_id)
    for start in range(first, first + number, ROWS_A_STATEMENT):
        rows = _series(start, min(start + ROWS_A_STATEMENT, first + number))
        _copy(user, rows, {"id": _uuid("user"), "username": "'crowd-' || n"})
        source = f"{drawn} FROM {rows}) AS g"
        ids = {"id": _uuid("entry"), "user_id": _uuid("user")}
        _copy(entry_like, source, ids | standing)
    _settle(User, Entry)


def write_answers_of_others(number: int) -> None:
    """So many answers of attempts that are over, twenty each."""
    entry = _like()
    attempt = Attempt.objects.get(entry_id=entry.pk)
    attempts = number // QUESTIONS
    closed = {
        "state": "'finished'",
        "finished_at": "now()",
        "time_used_ms": "1000",
        "score_centi": "0",
        "marks": "'[]'",
        "marked_at": "now()",
    }
    for start in range(0, attempts, ROWS_A_STATEMENT):
        rows = _series(start, min(start + ROWS_A_STATEMENT, attempts))
        ids = {"id": _uuid("attempt"), "entry_id": _uuid("other entry")}
        _copy(attempt, rows, ids | closed)
        columns = "attempt_id, position, response, seq, saved_at"
        _execute(
            f"INSERT INTO {Answer._meta.db_table} ({columns}) "  # noqa: S608 - our own names
            f"SELECT {_uuid('attempt')}, position, '[\"0a1b2c3d\"]', 1, now() "
            f"FROM {rows}, generate_series(0, {QUESTIONS - 1}) AS p(position)"
        )
    _settle(Attempt, Answer)


def _like() -> Entry:
    """An entry with an attempt, of which others are copied."""
    (sitting,) = sit(make_participants(1))
    return Entry.objects.get(user_id=sitting.participant.user_id)


def _series(start: int, stop: int) -> str:
    return f"generate_series({start}, {stop - 1}) AS g(n)"


def _uuid(salt: str) -> str:
    return _UUID % {"first": 1_700_000_000_000, "salt": f"'{salt}'"}


def _copy(row: Model, source: str, changed: dict[str, str]) -> None:
    """Insert a row like this one for each `n` of the source."""
    meta = row._meta
    columns = [field.column for field in meta.concrete_fields if field.column]
    chosen = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    _execute(
        f"INSERT INTO {meta.db_table} ({', '.join(columns)}) SELECT {chosen} "  # noqa: S608
        f"FROM {meta.db_table} AS t, {source} WHERE t.id = '{row.pk}'"
    )


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        # Foreign keys are right by the way the rows are made; looking each up takes minutes.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def _settle(*models: type[Model]) -> None:
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
