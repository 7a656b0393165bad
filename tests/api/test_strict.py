"""What a serializer does not know is refused by name."""

from tests.api.toy import BookSerializer


def codes(errors):
    return {name: [error.code for error in found] for name, found in errors.items()}


def test_a_known_body_is_accepted():
    given = BookSerializer(data={"title": "a", "pages": [{"number": 1}]})
    assert given.is_valid()


def test_an_unknown_field_is_refused_beside_the_other_errors():
    given = BookSerializer(data={"titel": "a", "score": 100})
    assert not given.is_valid()
    assert codes(given.errors) == {
        "titel": ["unknown_field"],
        "score": ["unknown_field"],
        "title": ["required"],
    }


def test_a_field_that_only_the_server_sets_is_refused_deep_inside():
    given = BookSerializer(data={"title": "a", "pages": [{"number": 1, "words": 7}]})
    assert not given.is_valid()
    assert [e.code for e in given.errors["pages"][0]["words"]] == ["unknown_field"]


def test_another_shape_is_refused_as_such():
    given = BookSerializer(data=["title"])
    assert not given.is_valid()
    assert codes(given.errors) == {"non_field_errors": ["invalid"]}
