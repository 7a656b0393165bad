"""Every value that an answer may hold has one form on the wire."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from api.rendering import to_json


def test_moments_are_utc_and_everything_else_is_plain():
    answer = {
        "at": datetime(2026, 9, 14, 9, 0, 0, 5000, tzinfo=UTC),
        "day": date(2026, 9, 14),
        "id": UUID(int=1),
        "score": Decimal("87.5"),
        "text": gettext_lazy("Hello"),
        "kinds": {"a"},
        1: None,
    }
    assert to_json(answer) == (
        b'{"at":"2026-09-14T09:00:00.005000Z","day":"2026-09-14",'
        b'"id":"00000000-0000-0000-0000-000000000001","score":87.5,"text":"Hello",'
        b'"kinds":["a"],"1":null}'
    )


def test_what_has_no_form_is_an_error():
    with pytest.raises(TypeError):
        to_json(object())
