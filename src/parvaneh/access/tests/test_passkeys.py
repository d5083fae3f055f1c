"""Sign-in with a passkey made of software, through the product's own pages."""

import hashlib
import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from parvaneh.access.sign_in.sessions import SessionStore
from parvaneh.access.tests.cast import role_give, user_of_cast

pytestmark = pytest.mark.django_db
PASSWORD = "seven 7 tall cypresses"
HOST, ORIGIN = "testserver", "https://testserver"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Passkey:
    """An authenticator without hardware: an ES256 key and what a browser would add."""

    def __init__(self, origin=ORIGIN):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()
        self.origin, self.count, self.handle = origin, 0, b""

    def made(self, challenge):
        public = ES256.from_cryptography_key(self.key.public_key())
        content = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = FLAGS | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(self._host(), flags, self.count, content)
        return self._said(
            "webauthn.create",
            challenge,
            lambda _: {
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {}))
            },
        )

    def answer(self, challenge):
        self.count += 1
        data = AuthenticatorData.create(self._host(), FLAGS, self.count)

        def signed(client_data):
            content = bytes(data) + client_data.hash
            return {
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(content, ec.ECDSA(hashes.SHA256()))),
                "userHandle": websafe_encode(self.handle),
            }

        return self._said("webauthn.get", challenge, signed)

    def _host(self):
        return hashlib.sha256(HOST.encode()).digest()

    def _said(self, kind, challenge, response):
        client_data = CollectedClientData.create(kind, challenge, self.origin)
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": websafe_encode(client_data),
                    **response(client_data),
                },
            }
        )


def challenge_of(client):
    return SessionStore(client.cookies["session"].value)["mfa.webauthn.state"]["challenge"]


def half_in():
    client = Client()
    client.post("/en/account/login/", {"login": "manager_1", "password": PASSWORD})
    return client


def is_in(client):
    return b"Sign out" in client.get("/en/account/sessions/", follow=True).content


@pytest.fixture
def user():
    return user_of_cast("manager_1", password=PASSWORD)


@pytest.fixture
def passkey(user):
    client, key = half_in(), Passkey()
    client.get("/en/account/2fa/webauthn/add/")
    said = {"name": "کلید من", "passwordless": "on", "credential": key.made(challenge_of(client))}
    assert client.post("/en/account/2fa/webauthn/add/", said).status_code == 302
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    return key


def second_step(client, key, answer=""):
    client.get("/en/account/2fa/authenticate/")
    answer = answer or key.answer(challenge_of(client))
    client.post("/en/account/2fa/authenticate/", {"credential": answer})
    return answer


def test_a_passkey_is_a_second_factor(user, passkey):
    role_give(user, "department_clerk")
    client = half_in()
    assert not is_in(client)
    second_step(client, passkey)
    assert is_in(client)
    assert client.get("/en/").status_code == 200


def test_a_passkey_alone_brings_its_owner_in(user, passkey):
    client = Client()
    asked = client.get(
        "/en/account/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"}
    )
    challenge = asked.json()["request_options"]["publicKey"]["challenge"]
    assert websafe_decode(challenge) == websafe_decode(challenge_of(client))
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415 - of this test alone

    passkey.handle = user_pk_to_url_str(user).encode()
    client.post("/en/account/2fa/webauthn/login/", {"credential": passkey.answer(challenge)})
    assert is_in(client)


def test_somebody_elses_passkey_another_site_and_an_old_answer_are_refused(user, passkey):
    stranger = half_in()
    second_step(stranger, Passkey())
    assert not is_in(stranger)
    elsewhere = half_in()
    passkey.origin = "https://testserver.example"
    second_step(elsewhere, passkey)
    assert not is_in(elsewhere)
    passkey.origin = ORIGIN
    answer = second_step(half_in(), passkey)
    repeated = half_in()
    second_step(repeated, passkey, answer)
    assert not is_in(repeated)


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"response": 1}', "\x00", "x" * 9000]
)
def test_a_strange_answer_is_a_wrong_answer(user, passkey, credential):
    client = half_in()
    client.get("/en/account/2fa/authenticate/")
    answer = client.post("/en/account/2fa/authenticate/", {"credential": credential})
    assert answer.status_code < 500
    assert not is_in(client)
