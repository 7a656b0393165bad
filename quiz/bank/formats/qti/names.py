"""One set of names for versions 2 and 3: version 3 has `qti-simple-choice` for `simpleChoice`."""

from quiz.bank.formats.guarded_xml import Element

_PREFIX = "qti-"


def unify(element: Element) -> Element:
    """Give an element of version 3, and all inside, the names of version 2; in place."""
    if element.name.startswith(_PREFIX):
        element.name = _camel(element.name.removeprefix(_PREFIX))
        element.attributes = {_camel(name): value for name, value in element.attributes.items()}
    for child in element.elements():
        unify(child)
    return element


def root_name(root: Element) -> str:
    """What `unify` would call the root."""
    return _camel(root.name.removeprefix(_PREFIX)) if root.name.startswith(_PREFIX) else root.name


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)
