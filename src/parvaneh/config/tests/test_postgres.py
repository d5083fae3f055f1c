"""The private server: starts anywhere, once, as nobody's administrator, and heals."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from parvaneh.config import editions, postgres
from parvaneh.config.place import ServerFailed, place_prepare, place_under

# Not flushed to the disk, yet given to the system at each commit: kill -9 loses nothing of it.
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}
HOLD = """
import sys
from pathlib import Path
from parvaneh.config import postgres
with postgres.running(postgres.place_under(Path(sys.argv[1])), {"fsync": "off"}):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server in a deep folder whose name has spaces and Persian letters."""
    deep = tmp_path_factory.mktemp("پایگاه داده") / ("deep" * 20) / ("deeper" * 20)
    made = postgres.Server(place_under(deep), FORGETFUL)
    made.start()
    yield made
    made.stop()


def asked(server, sql):
    with psycopg.connect(postgres.conninfo(server.place)) as connection:
        row = connection.execute(sql).fetchone()
        return row[0] if row else None


def test_a_deep_folder_with_spaces_and_persian_letters_is_no_obstacle(server):
    assert len(os.fsencode(server.place.data)) > 107
    assert asked(server, "SELECT 1") == 1


def test_trigrams_of_persian_words_are_not_empty(server):
    with psycopg.connect(postgres.conninfo(server.place), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert asked(server, "SELECT show_trgm('پروانه')")


def test_it_listens_to_nobody_but_us(server):
    assert asked(server, "SHOW listen_addresses") == ""
    assert server.place.socket.stat().st_mode & 0o077 == 0


def test_after_kill_9_it_starts_again_and_what_was_committed_is_there(server):
    with psycopg.connect(postgres.conninfo(server.place)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()
    begun = time.perf_counter()
    assert server.start()
    assert time.perf_counter() - begun < 5
    assert asked(server, "SELECT count(*) FROM kept") >= 1


def test_a_pid_file_whose_number_somebody_else_has_by_now_is_no_obstacle(server):
    server.stop()
    (server.place.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.place.data}\n0\n5432\n"
    )
    server.place.socket_file.touch()
    assert server.start()
    assert asked(server, "SELECT 1") == 1


@pytest.mark.slow
def test_a_start_that_was_interrupted_begins_anew(tmp_path):
    place = place_under(tmp_path)
    place.making.mkdir()
    (place.making / "PG_VERSION").write_text("15\n")
    with postgres.running(place, FORGETFUL):
        assert postgres.answers(place)
    assert not place.making.exists()


@pytest.mark.slow
def test_two_that_start_at_once_share_one_server(tmp_path):
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    both = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [one.stdout.readline() for one in both] == ["ready\n", "ready\n"]
    for one in both:
        one.communicate()
        assert one.returncode == 0
    assert not postgres.answers(place_under(tmp_path))


@pytest.mark.slow
def test_the_server_dies_with_who_started_it(tmp_path):
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    holder = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "ready\n"
    holder.kill()
    holder.communicate()
    place = place_under(tmp_path)
    end = time.monotonic() + 10
    while postgres.answers(place) and time.monotonic() < end:
        time.sleep(0.02)
    assert not postgres.answers(place)


def test_data_of_another_major_version_are_refused_in_a_sentence(tmp_path):
    place = place_under(tmp_path)
    place.data.mkdir(mode=0o700)
    (place.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(ServerFailed, match="made by PostgreSQL 12; here there is only"):
        postgres.Server(place).start()


def test_data_run_on_the_edition_that_made_them(tmp_path):
    for edition in editions.editions():
        (tmp_path / "PG_VERSION").write_text(f"{edition.major}\n")
        assert editions.edition_for(tmp_path).major == edition.major


def test_a_server_is_read_by_the_nearest_edition_that_is_not_older():
    known = sorted(one.major for one in editions.editions())
    assert editions.edition_that_reads(14).major == known[0]
    assert editions.edition_that_reads(known[-1]).major == known[-1]
    with pytest.raises(editions.NoEdition, match="of 99 or later"):
        editions.edition_that_reads(99)


def test_a_chosen_folder_without_programs_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(editions.CHOSEN, str(tmp_path))
    with pytest.raises(ServerFailed, match="holds no PostgreSQL"):
        postgres.Server(place_under(tmp_path / "var")).start()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path):
    place = place_under(tmp_path)
    place.socket.mkdir(mode=0o755)
    place.socket.chmod(0o755)
    try:
        with pytest.raises(ServerFailed, match="not a folder of our own"):
            place_prepare(place)
    finally:
        place.socket.rmdir()


def packaged():
    return editions._packaged()


@pytest.mark.slow
@pytest.mark.parametrize(
    "edition", [*editions._system(), *packaged()], ids=lambda one: str(one.major)
)
def test_every_edition_here_starts_and_heals(edition, tmp_path, monkeypatch):
    monkeypatch.setenv(editions.CHOSEN, str(edition.folder))
    server = postgres.Server(place_under(tmp_path))
    server.start()
    assert asked(server, "SHOW server_version").startswith(str(edition.major))
    assert asked(server, "SHOW fsync") == "on"
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()
    server.start()
    assert asked(server, "SELECT 1") == 1
    server.stop()


AS_SOMEBODY = 62_499
ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root may become somebody else")


@needs_root
@pytest.mark.slow
def test_root_serves_data_of_somebody_else_as_that_user(tmp_path):
    place = place_under(tmp_path / "var")
    place.data.parent.mkdir()
    os.chown(place.data.parent, AS_SOMEBODY, AS_SOMEBODY)
    for folder in [tmp_path, *tmp_path.parents]:
        if folder.name.startswith(("test_", "pytest-", "popen-")):
            folder.chmod(0o755)
    server = postgres.Server(place, FORGETFUL)
    server.start()
    assert Path(f"/proc/{server._process.pid}").stat().st_uid == AS_SOMEBODY
    server.stop()
    assert server.place.data.stat().st_uid == AS_SOMEBODY


# All ids, but no further namespace: as in many containers.
FORBIDDEN = """
import ctypes, os, sys
entered, mapped = os.pipe(), os.pipe()
if child := os.fork():
    os.read(entered[0], 1)
    for name in ("uid_map", "gid_map"):
        with open(f"/proc/{child}/{name}", "w") as ids:
            ids.write("0 0 65536")
    os.write(mapped[1], b"x")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
assert ctypes.CDLL(None).unshare(0x10000000) == 0
os.write(entered[1], b"x")
os.read(mapped[0], 1)
with open("/proc/sys/user/max_user_namespaces", "w") as most:
    most.write("0")
os.execv(sys.argv[1], sys.argv[1:])
"""


@needs_root
@pytest.mark.slow
def test_root_without_namespaces_serves_as_an_id_that_nobody_uses(tmp_path):
    var = tmp_path / "closed"
    var.mkdir(mode=0o700)
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN, sys.executable, "-c", HOLD, str(var)],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "ready\n", done.stderr
    elsewhere = Path((var / "postgres.elsewhere").read_text(encoding="utf-8").strip())
    try:
        assert elsewhere.stat().st_uid in range(62_000, 62_500)
        assert place_under(var).data == elsewhere
    finally:
        shutil.rmtree(elsewhere.parent)
