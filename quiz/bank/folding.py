"""When two written answers count as the same."""

import unicodedata


def fold_answer(text: str) -> str:
    """Reduce a written answer to what counts: letters, digits, and symbols that carry meaning.

    Applied in order: NFKC (full-width forms become plain ones), case folding, removal of every
    space, separator and punctuation mark except those inside a number (``3.5``, ``-2``, ``50%``).
    Chinese and Western punctuation therefore never decide whether an answer is right.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for position, character in enumerate(folded):
        if not _is_dropped(character) or _belongs_to_number(folded, position):
            kept.append(character)
    return "".join(kept)


def _is_dropped(character: str) -> bool:
    return unicodedata.category(character)[0] in "PZC"


def _belongs_to_number(text: str, position: int) -> bool:
    character = text[position]
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    if character == ".":
        return before.isdecimal() and after.isdecimal()
    if character == "-":
        return after.isdecimal() and not before.isalnum()
    return character == "%" and before.isdecimal()
