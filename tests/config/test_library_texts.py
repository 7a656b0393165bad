"""What libraries say of a refused field reaches people in our words."""

import pytest
from django.conf import settings
from rest_framework import relations, serializers

from config.messages import catalogue_path, read_catalogue

FIELDS = [
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DictField,
    serializers.IntegerField,
    serializers.ListField,
    serializers.RegexField,
    serializers.UUIDField,
    relations.PrimaryKeyRelatedField,
]


@pytest.mark.parametrize("field", FIELDS)
def test_each_refusal_of_a_field_is_worded_by_our_catalogue(field: type[serializers.Field]) -> None:  # type: ignore[type-arg]  # of whatever it holds
    catalogue = read_catalogue(catalogue_path(settings.BASE_DIR))
    texts = [
        # A lazy text's English, whatever the language of the tests.
        str(text._args[0])
        for kind in field.__mro__
        for text in getattr(kind, "default_error_messages", {}).values()
    ]
    assert texts
    for text in texts:
        message = catalogue.get(text)
        assert message is not None, text
        assert message.string, text
