"""When two written answers count as the same."""

import re
import unicodedata

_MINUS = "\N{MINUS SIGN}"
_SPACE_IN_NUMBERS = re.compile(r"(?<=\d)\s+(?=[%‰])")
# A point between digits, a minus sign before one and after no word, a percent sign after one. Each
# looks back over the sign itself, so that the search can jump from sign to sign.
_IN_NUMBERS = re.compile(r"(\.(?<=\d\.)(?=\d)|-(?<![^\W_]-)(?=\d)|[%‰](?<=\d[%‰]))")


def fold_answer(text: str) -> str:
    """Reduce a written answer to what counts: letters, digits, and symbols that carry meaning.

    Applied in order: NFKC (full-width forms become plain ones), case folding, removal of every
    space, separator, control character and punctuation mark except those of a number (``3.5``,
    ``-2``, ``50%``, ``5‰``). Chinese and Western punctuation therefore never decide whether an
    answer is right, nor does the space before a per cent sign or the kind of minus sign.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace(_MINUS, "-")
    folded = _SPACE_IN_NUMBERS.sub("", folded)
    between_and_kept = _IN_NUMBERS.split(folded)
    between_and_kept[::2] = [part.translate(_KEPT) for part in between_and_kept[::2]]
    return "".join(between_and_kept)


class _Kept(dict[int, int | None]):
    """For `str.translate`: what becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> int | None:
        is_dropped = unicodedata.category(chr(code))[0] in "PZC"
        self[code] = None if is_dropped else code
        return self[code]


_KEPT = _Kept()
