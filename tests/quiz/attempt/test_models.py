"""How answers lie in the database."""

import pytest
from django.db import connection

from quiz.attempt.models import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def test_the_index_of_the_primary_key_serves_the_attempt_too() -> None:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Answer._meta.db_table)

    assert [one["columns"] for one in constraints.values() if one["index"]] in (
        [],
        [["attempt_id", "position"]],
    )
