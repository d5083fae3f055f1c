"""Single sign-on against a provider of the tests' own, over HTTP on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from parvaneh.access.models import User
from parvaneh.access.operations import user_deactivate
from parvaneh.access.tests.cast import AT, user_of_cast
from parvaneh.config.openid_connect import openid_connect_of
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """Describes itself, gives a token for any code, and vouches for `vouched`."""

    vouched = "manager_1"

    def do_GET(self):
        own = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known"):
            self._say(
                {
                    "issuer": own,
                    "authorization_endpoint": f"{own}/authorize",
                    "token_endpoint": f"{own}/token",
                    "userinfo_endpoint": f"{own}/userinfo",
                    "jwks_uri": f"{own}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self._say({"sub": f"s-{self.vouched}", "preferred_username": self.vouched})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        at = int(now_utc().timestamp())
        said = {
            "iss": f"http://127.0.0.1:{self.server.server_port}",
            "aud": "parvaneh",
            "sub": f"s-{self.vouched}",
            "iat": at,
            "exp": at + 300,
        }
        token = jwt.encode(said, "k" * 32, algorithm="HS256")
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_):
        pass

    def _say(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect_of(
        {
            "PARVANEH_OIDC_URL": f"http://127.0.0.1:{server.server_port}",
            "PARVANEH_OIDC_CLIENT": "parvaneh",
            "PARVANEH_OIDC_SECRET": "s" * 32,
        }
    )
    yield Provider
    Provider.vouched = "manager_1"
    server.shutdown()
    server.server_close()
    thread.join()


def signed_on():
    client = Client()
    asked = client.post("/en/account/oidc/sso/login/")
    assert asked.status_code == 302, asked.content.decode()
    said = parse_qs(urlsplit(asked.headers["Location"]).query)
    assert "code_challenge" in said
    client.get(f"/en/account/oidc/sso/login/callback/?code=c&state={said['state'][0]}")
    return client


def is_in(client):
    return b"Sign out" in client.get("/en/account/sessions/", follow=True).content


def test_a_known_user_comes_in_twice_and_is_one_user(provider):
    user_of_cast("manager_1")
    assert is_in(signed_on())
    assert is_in(signed_on())
    assert User.objects.count() == 1


def test_an_unknown_user_is_neither_let_in_nor_made(provider):
    provider.vouched = "nobody_1"
    assert not is_in(signed_on())
    assert not User.objects.exists()


def test_a_deactivated_user_is_not_let_in(provider):
    user_deactivate(user=user_of_cast("manager_1"), by=SYSTEM, at=AT, reason="left")
    assert not is_in(signed_on())


def test_an_answer_that_nobody_asked_for_is_refused(provider):
    user_of_cast("manager_1")
    client = Client()
    client.get("/en/account/oidc/sso/login/callback/?code=c&state=forged")
    assert not is_in(client)


def test_without_a_provider_there_is_no_single_sign_on(db):
    assert openid_connect_of({}) == {}
    assert Client().post("/en/account/oidc/sso/login/").status_code == 404
