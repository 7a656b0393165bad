"""The encodings in which XML files arrive."""

import codecs
import re

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_TO_EXPAT = {"utf-8", "ascii", "iso8859-1", "utf-16"}
# Wider than what they are declared as: files that say GB2312 hold GBK as often as not.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_OTHERS = re.compile(
    r"gb18030|big5hkscs|euc_(jp|kr)|shift_jis|cp\d{3,4}|iso8859-\d+|koi8-[ru]|utf-(16|32).*"
)


class UnknownEncoding(ValueError):
    """An encoding that is not known, or not the one in which the bytes are."""


def as_expat_reads(data: bytes) -> tuple[bytes, str | None]:
    """The bytes to give to expat, and the encoding to tell it; None to believe the declaration.

    Raises `UnknownEncoding`.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _recoded(data, encoding)
    declared = _DECLARED.match(data[:300])
    if declared is None:
        return data, None
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError as error:
        raise UnknownEncoding(declared[1].decode("ascii")) from error
    if name in _KNOWN_TO_EXPAT and name != "utf-16":
        return data, None
    name = _WIDER.get(name, name)
    if not _OTHERS.fullmatch(name):
        raise UnknownEncoding(name)
    return _recoded(data, name)


def _recoded(data: bytes, encoding: str) -> tuple[bytes, str]:
    if encoding == "utf-8":
        return data.removeprefix(codecs.BOM_UTF8), "utf-8"
    try:
        return data.decode(encoding).encode(), "utf-8"
    except UnicodeError as error:
        raise UnknownEncoding(encoding) from error
