"""Sealing small secrets that must rest in the database for a while.

What is sealed can be read only with the site's secret key: a copy of the database alone gives no
one-time code away. Old keys in `SECRET_KEY_FALLBACKS` still open what they sealed.
"""

import base64
from functools import lru_cache
from hashlib import blake2b

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_PURPOSE = b"wangan sealing"


class BrokenSealError(ValueError):
    """The text was not sealed by this site, or was changed since."""


def seal(text: str) -> str:
    """The text, encrypted and authenticated; what comes out is ASCII."""
    return seal_bytes(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text that was sealed. Raises BrokenSealError if it cannot be trusted."""
    return unseal_bytes(sealed.encode()).decode()


def seal_bytes(content: bytes) -> bytes:
    """The bytes, encrypted and authenticated; what comes out is ASCII."""
    return _cipher().encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    """The bytes that were sealed. Raises BrokenSealError if they cannot be trusted."""
    try:
        return _cipher().decrypt(sealed)
    except InvalidToken as error:
        raise BrokenSealError from error


def _cipher() -> MultiFernet:
    return _cipher_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derive_key(key)) for key in keys])


def _derive_key(key: str) -> bytes:
    # Keys of any length are hashed first: BLAKE2b itself takes at most 64 bytes.
    master = blake2b(key.encode()).digest()
    return base64.urlsafe_b64encode(blake2b(_PURPOSE, key=master, digest_size=32).digest())
