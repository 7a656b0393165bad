"""Names that people give themselves, and that boards show to everybody."""

import unicodedata

MAX_NAME_CHARACTERS = 60


def clean_display_name(typed: str) -> str:
    """The name in its composed form, without white space around it.

    Raises ValueError for an empty or too long name, and for characters that cannot be seen: with
    them a name could turn the text of a board around or pass for another name.
    """
    name = unicodedata.normalize("NFC", typed).strip()
    if not 1 <= len(name) <= MAX_NAME_CHARACTERS:
        raise ValueError(typed)
    # Control, format, surrogate, private and unassigned characters, line and paragraph breaks.
    if any(unicodedata.category(letter) in _UNSEEN for letter in name):
        raise ValueError(typed)
    return name


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
