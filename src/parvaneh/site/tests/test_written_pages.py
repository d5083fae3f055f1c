"""Public pages as files: whole editions, changed at one moment, and nginx in front of them."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as real

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.kit.clock import STOPPED_AT, now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.jobs import pages_follow
from parvaneh.site.written import PAGES, pages_write

GUIDE = Path(__file__).parents[4] / "docs" / "guide"
OPEN_ALL_DAY = [["sunday", "00:00", "23:59"]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(db):
    licence = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    return licence.office.code


def test_every_page_is_written_in_both_languages_plain_and_compressed(tmp_path, code):
    written = pages_write(folder=tmp_path, at=now_utc())
    assert written.pages == 2 * (len(PAGES) + 1)
    for path in ("", "en", f"find/{code}", f"en/find/{code}", "en/method"):
        plain = (tmp_path / "current" / path / "index.html").read_bytes()
        assert (
            gzip.decompress((tmp_path / "current" / path / "index.html.gz").read_bytes()) == plain
        )
        assert f'lang="{"en" if path.startswith("en") else "fa"}"'.encode() in plain
    headers = (tmp_path / "headers.conf").read_text()
    assert "add_header Content-Security-Policy" in headers
    assert "default-src 'none'" in headers
    assert 'Vary "Cookie"' in headers


def test_what_is_written_already_is_not_written_again_until_it_changes(tmp_path, code):
    now = now_utc()
    first = pages_write(folder=tmp_path, at=now)
    assert first.is_new
    assert not pages_write(folder=tmp_path, at=now).is_new
    there = (tmp_path / "current").resolve()
    licence_sample()
    edition_publish(by=SYSTEM, at=now)
    second = pages_write(folder=tmp_path, at=now + timedelta(seconds=1))
    assert (second.is_new, second.pages) == (True, first.pages + 2)
    assert (tmp_path / "current").resolve() != there
    assert there.exists()  # a front server may still be sending from it
    assert pages_write(folder=tmp_path, at=now + timedelta(days=1)).is_new  # another day
    assert not there.exists()
    assert len(list((tmp_path / "editions").iterdir())) == 2


def test_a_file_does_not_say_what_holds_at_one_hour_only(tmp_path, code, client, monkeypatch):
    monkeypatch.setenv(STOPPED_AT, "2026-04-05T10:00:00+03:30")  # a Sunday
    ListedOffice.objects.update(hours=OPEN_ALL_DAY)
    assert "open now" in client.get(f"/en/find/{code}/").content.decode()
    pages_write(folder=tmp_path, at=now_utc())
    page = (tmp_path / "current" / "en" / "find" / code / "index.html").read_text()
    assert "open now" not in page
    assert "23:59" in page


def test_the_worker_writes_where_a_folder_is_named_and_nowhere_else(tmp_path, code, settings):
    pages_follow()
    settings.WRITTEN_PAGES = str(tmp_path)
    pages_follow()
    assert (tmp_path / "current" / "index.html").exists()


def test_what_cannot_be_made_leaves_what_is_there(tmp_path, code, monkeypatch):
    pages_write(folder=tmp_path, at=now_utc())
    there = (tmp_path / "current").resolve()
    monkeypatch.setattr("parvaneh.site.written.PAGES", ("/", "/no-such-page/"))
    with pytest.raises(RuntimeError, match="/no-such-page/ answered 404"):
        pages_write(folder=tmp_path, at=now_utc() + timedelta(days=1))
    assert (tmp_path / "current").resolve() == there


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_guide_names_the_cookies_of_who_sees_another_page(language):
    said = configuration(language)
    assert "session|palette" in said
    assert real.SESSION_COOKIE_NAME.endswith("session")
    assert configuration("en") == configuration("fa")


# --- nginx itself ---


class Product(BaseHTTPRequestHandler):
    """Stands for the product behind nginx."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("X-From", "product")
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *_):
        pass


def configuration(language):
    text = (GUIDE / f"register.{language}.md").read_text(encoding="utf-8")
    return re.search(r"```nginx\n(.*?)```", text, re.DOTALL)[1]


@pytest.fixture
def product():
    server = HTTPServer(("127.0.0.1", 0), Product)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def nginx(tmp_path, product):
    """The address of an nginx that runs with the guide's own words, without TLS."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("NOT TRIED: nginx is not here (package nginx-light)")
    port = product + 1 if product < 60_000 else product - 1
    said = configuration("en").replace("/srv/parvaneh/pages", str(tmp_path / "pages"))
    said = said.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    said = re.sub(r"ssl_\w+ .*;", "", said).replace("127.0.0.1:8000", f"127.0.0.1:{product}")
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors; user root;\n"
        f"events {{}} http {{ access_log off; default_type text/html; {folders}\n{said} }}"
    )
    server = subprocess.Popen([program, "-c", conf, "-e", tmp_path / "errors"])
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


def asked(address, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=named)  # noqa: S310 - http, ours
    for _ in range(50):
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as why:
            return why.code, dict(why.headers), b""
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@pytest.mark.slow
def test_nginx_answers_strangers_from_files_and_leads_all_else_to_the_product(
    tmp_path, code, nginx
):
    pages = tmp_path / "pages"
    page = (pages / "current" / "find" / code / "index.html").read_bytes()
    status, headers, body = asked(f"{nginx}/find/{code}/")
    assert (status, body) == (200, page)
    assert headers["Content-Security-Policy"].count("default-src 'none'") == 1
    assert headers["Cache-Control"] == "no-cache"
    assert "charset=utf-8" in headers["Content-Type"]
    packed = asked(f"{nginx}/find/{code}/", Accept_Encoding="gzip")
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == page
    assert asked(f"{nginx}/find/{code}/", If_None_Match=headers["ETag"])[0] == 304
    assert asked(f"{nginx}/en/")[2] == (pages / "current" / "en" / "index.html").read_bytes()
    for path, sent in (
        (f"/find/{code}/?x=1", {}),
        ("/?q=a", {}),
        ("/find/", {}),
        (f"/find/{code}/", {"Cookie": "a=b; __Host-session=abc"}),
        (f"/find/{code}/", {"Cookie": "palette=on"}),
        ("/about.json", {}),
        ("/static/parvaneh/x.css", {}),
    ):
        assert asked(nginx + path, **sent)[1].get("X-From") == "product", path


@pytest.fixture(autouse=True)
def _written(request):
    """Pages lie there before nginx begins."""
    if "nginx" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path") / "pages"
        request.getfixturevalue("code")
        pages_write(folder=folder, at=now_utc())
