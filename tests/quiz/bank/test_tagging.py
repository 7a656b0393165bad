"""What tags a question may have."""

import pytest

from quiz.bank.limits import MAX_TAG_CHARACTERS, MAX_TAGS
from quiz.bank.tagging import TagsInvalid, tidy_tags


def test_each_tag_is_kept_once_without_space_around_it() -> None:
    assert tidy_tags([" spring", "phones", "spring "]) == ["spring", "phones"]


@pytest.mark.parametrize(
    "tags",
    [
        [" "],
        ["x" * (MAX_TAG_CHARACTERS + 1)],
        [f"tag {number}" for number in range(MAX_TAGS + 1)],
    ],
)
def test_empty_long_and_too_many_tags_are_refused(tags: list[str]) -> None:
    with pytest.raises(TagsInvalid):
        tidy_tags(tags)
