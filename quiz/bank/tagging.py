"""What tags a question may have."""

from collections.abc import Iterable

from quiz.bank.limits import MAX_TAG_CHARACTERS, MAX_TAGS


class TagsInvalid(ValueError):
    """There are more than `MAX_TAGS`, or one of them is empty or too long."""


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """Return each tag once, less white space around it, in order; raises `TagsInvalid`."""
    tidy = list(dict.fromkeys(tag.strip() for tag in tags))
    if len(tidy) > MAX_TAGS or any(not 0 < len(tag) <= MAX_TAG_CHARACTERS for tag in tidy):
        raise TagsInvalid
    return tidy
