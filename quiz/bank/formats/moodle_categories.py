"""Categories of Moodle and topics: `$course$/top/Fraud/Calls`, in GIFT and in Moodle XML."""

import re
from collections.abc import Sequence

_SEPARATOR = re.compile("(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$[a-z0-9]+\$")
ROOT = ("$course$", "top")


def names_in(category: str) -> list[str]:
    """The names on a category's path; Moodle's contexts and its `top` are our root.

    A slash in a name is written twice.
    """
    names = [name.strip().replace("//", "/") for name in _SEPARATOR.split(category.strip())]
    if names and _CONTEXT.fullmatch(names[0]):
        del names[0]
    if names and names[0] == ROOT[1]:
        del names[0]
    return [name for name in names if name]


def category_of(names: Sequence[str]) -> str:
    """The category whose `names_in` are these."""
    return "/".join((*ROOT, *map(_written, names)))


def _written(name: str) -> str:
    # A slash at an end would join the one that separates names; readers strip the space.
    escaped = name.replace("/", "//")
    return f"{' ' * name.startswith('/')}{escaped}{' ' * name.endswith('/')}"
