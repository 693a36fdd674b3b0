"""A passkey in software: what a phone does when the browser asks it."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftKey:
    def __init__(self, host: str = "localhost", *, origin: str = "http://localhost", verifies: bool = True) -> None:
        self.host, self.origin = host, origin
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user = b""
        self.count = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        self.user = options["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(self._rp(), self.flags | ATTESTED, self.count, bytes(attested))
        client = self._client("webauthn.create", options)
        return self._answer(client, attestationObject=websafe_encode(bytes(AttestationObject.create("none", data, {}))))

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        self.count += 1
        data = bytes(AuthenticatorData.create(self._rp(), self.flags, self.count))
        client = self._client("webauthn.get", options)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            client,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.user,
        )

    def _rp(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, client: bytes, **response: str) -> dict[str, Any]:
        name = websafe_encode(self.id)
        response["clientDataJSON"] = websafe_encode(client)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
