"""What libraries say reaches people in our words."""

import pytest
from django.utils import translation
from rest_framework import serializers

from accounts.models import Organisation


class Shape(serializers.Serializer):  # type: ignore[type-arg]  # of nothing in particular
    owner = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.all())
    slug = serializers.RegexField("^[a-z]+$", max_length=5)
    name = serializers.CharField()
    colour = serializers.ChoiceField(["red"])


@pytest.mark.django_db
def test_a_refused_field_is_explained_in_natural_chinese() -> None:
    with translation.override("zh-hans"):
        shape = Shape(
            data={
                "owner": "0190a2b4-0000-7000-8000-000000000000",
                "slug": "UPPER",
                "name": [],
                "colour": "blue",
            }
        )
        assert not shape.is_valid()
        assert {field: str(errors[0]) for field, errors in shape.errors.items()} == {
            "owner": "“0190a2b4-0000-7000-8000-000000000000”不存在，或没有使用权限。",
            "slug": "格式不正确，请检查。",
            "name": "请填写文字。",
            "colour": "“blue”不在可选范围内。",
        }
