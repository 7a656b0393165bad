"""A passkey in software: what a phone does when it makes one and signs in with it."""

import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN = "http://testserver"
USER_PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Passkey:
    """One resident key of one person at one site."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(16)
        self._user_handle = b""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create` as JSON."""
        wanted = options["publicKey"]
        self._user_handle = websafe_decode(wanted["user"]["id"])
        client_data = self._client_data("webauthn.create", wanted["challenge"])
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self._id, ES256.from_cryptography_key(self._key.public_key())
        )
        data = AuthenticatorData.create(
            sha256(wanted["rp"]["id"].encode()),
            USER_PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT,
            0,
            credential,
        )
        return self._credential(
            {
                "clientDataJSON": websafe_encode(client_data),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
            extensions={"credProps": {"rk": True}},
        )

    def sign_in(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get` as JSON."""
        wanted = options["publicKey"]
        client_data = self._client_data("webauthn.get", wanted["challenge"])
        data = AuthenticatorData.create(
            sha256(wanted["rpId"].encode()), USER_PRESENT_AND_VERIFIED, 1
        )
        signature = self._key.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self._user_handle),
            },
            extensions={},
        )

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, ORIGIN)

    def _credential(
        self, response: dict[str, str], *, extensions: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "type": "public-key",
            "id": websafe_encode(self._id),
            "rawId": websafe_encode(self._id),
            "response": response,
            "clientExtensionResults": extensions,
        }
