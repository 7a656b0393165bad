"""Writing many rows in one statement, on SQLite and PostgreSQL alike.

All rows travel as one JSON text: the statement stays the same whatever their number, and costs
PostgreSQL's client a third of what a parameter a value does. Signals and `save()` are passed over,
as in Django's own bulk operations; defaults are those of the instances.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeVar

import msgspec
from django.db import connection
from django.db.models import Field, JSONField, Model

M = TypeVar("M", bound=Model)


def insert_rows(rows: Sequence[M]) -> list[M]:
    """Insert the rows that no unique constraint stands against; return those that were inserted.

    Outside a transaction they are committed on return. Raises `IntegrityError`, and inserts none,
    when a row offends another constraint.
    """
    if not rows:
        return []
    model = type(rows[0])
    fields = model._meta.local_concrete_fields
    with connection.cursor() as cursor:
        cursor.execute(_insert_sql(model, connection.vendor), [_packed(rows, fields)])
        inserted = _keys(model, cursor.fetchall())
    return [row for row in rows if row.pk in inserted]


def update_rows(
    rows: Sequence[M], *, fields: Sequence[str], where: Mapping[str, str] | None = None
) -> list[M]:
    """Write these fields of the rows as they stand on the instances; return those that were there.

    `where` (field → value) leaves rows alone that have changed otherwise meanwhile. Outside a
    transaction the changes are committed on return. Rows are locked in no particular order: lock
    them before, or update few.
    """
    if not rows:
        return []
    model = type(rows[0])
    where = where or {}
    columns = (model._meta.pk, *(_field(model, name) for name in fields))
    sql = _update_sql(model, tuple(fields), tuple(where), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_packed(rows, columns), *where.values()])
        updated = _keys(model, cursor.fetchall())
    return [row for row in rows if row.pk in updated]


def _field(model: type[Model], name: str) -> Any:
    """A field with a column; the stubs know no way to say that it is no reverse relation."""
    return model._meta.get_field(name)


@cache
def _insert_sql(model: type[Model], vendor: str) -> str:
    fields: Sequence[Any] = model._meta.local_concrete_fields
    names = ", ".join(_quoted(field.column) for field in fields)
    values, source = _source(fields, vendor)
    # SQLite needs a WHERE here to tell ON CONFLICT from the ON of a join.
    return (
        f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) "  # noqa: S608 - names of columns
        f"SELECT {', '.join(values)} FROM {source} WHERE true "
        f"ON CONFLICT DO NOTHING RETURNING {_key_column(model)}"
    )


@cache
def _update_sql(
    model: type[Model], names: tuple[str, ...], where: tuple[str, ...], vendor: str
) -> str:
    table = _quoted(model._meta.db_table)
    fields = [_field(model, name) for name in names]
    (key, *values), source = _source((model._meta.pk, *fields), vendor)
    changes = ", ".join(
        f"{_quoted(field.column)} = {value}" for field, value in zip(fields, values, strict=True)
    )
    unchanged = "".join(
        f" AND {table}.{_quoted(_field(model, name).column)} = %s" for name in where
    )
    return (
        f"UPDATE {table} SET {changes} FROM {source} "  # noqa: S608 - names of columns
        f"WHERE {table}.{_key_column(model)} = {key}{unchanged} "
        f"RETURNING {table}.{_key_column(model)}"
    )


def _source(fields: Sequence[Any], vendor: str) -> tuple[list[str], str]:
    """The expressions for the fields' values, and what they are selected from."""
    if vendor == "postgresql":
        types = ", ".join(f"v{n} {field.db_type(connection)}" for n, field in enumerate(fields))
        return [f"r.v{n}" for n in range(len(fields))], f"json_to_recordset(%s::json) AS r({types})"
    return (
        [f"json_extract(r.value, '$.v{n}')" for n in range(len(fields))],
        "json_each(%s) AS r",
    )


def _packed(rows: Sequence[Model], fields: Sequence[Any]) -> str:
    columns = [(f"v{n}", field.attname, _writer(field)) for n, field in enumerate(fields)]
    return msgspec.json.encode(
        [{name: write(getattr(row, attname)) for name, attname, write in columns} for row in rows]
    ).decode()


def _writer(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """What makes of a field's value something to put into JSON."""
    # PostgreSQL reads nested JSON, times and ids as they are; SQLite keeps all of them as text.
    if connection.vendor != "postgresql":
        return partial(field.get_db_prep_save, connection=connection)
    return _as_it_is if isinstance(field, JSONField) else field.get_prep_value


def _as_it_is(value: Any) -> Any:
    return value


def _keys(model: type[Model], rows: Sequence[tuple[Any, ...]]) -> set[Any]:
    key_of: Any = model._meta.pk
    return {key_of.to_python(key) for (key,) in rows}


def _key_column(model: type[Model]) -> str:
    key: Any = model._meta.pk
    return _quoted(key.column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
