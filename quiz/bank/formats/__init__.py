"""The formats questions come and go in. To add one: a module here and a line in `_FORMATS`."""

from quiz.bank.formats.base import Format, FormatFault, ParsedQuestion, ParsedTopic, Reading
from quiz.bank.formats.wangan_json import WanganJson

__all__ = ["Format", "FormatFault", "ParsedQuestion", "ParsedTopic", "Reading", "format_named"]

_FORMATS: dict[str, Format] = {known.name: known for known in (WanganJson(),)}


def format_named(name: str) -> Format:
    """Return the format of that name; raises `KeyError`."""
    return _FORMATS[name]
