"""nginx on bytes from files: the limit beside which kept pages are measured."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socket import socket

CONFIGURATION = """
{user}
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  types {{ text/html html; }}
  default_type text/html;
  charset utf-8;
  keepalive_requests 100000000;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  gzip_static on;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/pages;
    {headers}
  }}
}}
"""
# What nginx says itself of a file.
ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "date", "server", "vary"}


@contextmanager
def nginx_running(
    program: str, folder: Path, pages: Mapping[str, tuple[bytes, bytes]], headers: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Serve pages as files while the block runs.

    Args:
        program: nginx.
        folder: an empty one.
        pages: each by its name, plain and compressed.
        headers: of the product's answers; nginx gives the same ones.

    Yields:
        The address, and the number of the process.
    """
    (folder / "pages").mkdir(parents=True)
    for name, (plain, packed) in pages.items():
        (folder / "pages" / name).write_bytes(plain)
        (folder / "pages" / f"{name}.gz").write_bytes(packed)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [
        f'add_header {name} "{value}";'
        for name, value in headers.items()
        if name.lower() not in ITS_OWN
    ]
    said = {
        "user": "user root;" if os.geteuid() == 0 else "",
        "folder": folder,
        "port": port,
        "headers": "\n    ".join(told),
    }
    conf = folder / "nginx.conf"
    conf.write_text(CONFIGURATION.format(**said))
    server = subprocess.Popen([program, "-c", conf, "-p", folder, "-e", folder / "error.log"])
    try:
        _wait(f"http://127.0.0.1:{port}/{next(iter(pages))}", server)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address).read()  # noqa: S310 - http, ours
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")
