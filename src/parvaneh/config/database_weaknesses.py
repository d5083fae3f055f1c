"""What is too weak for production in the database: its settings, its content, our role there."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from parvaneh.config.editions import OLDEST
from parvaneh.config.ready import migrations_pending
from parvaneh.config.weaknesses import Weakness
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg

DURABLE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply", "local"},
    "server_encoding": {"UTF8"},
}
DEFAULT_NAMES = ("admin", "administrator", "root", "test", "demo", "user", "parvaneh", "guest")
APART = 5.0  # seconds between the clocks of the two machines
LOG = "ledger_event"


def weaknesses_of_database(*, private: bool) -> list[Weakness]:
    """What would be too weak in production; the database answers and Django is set up.

    Args:
        private: the server is our own, where we are its only user.
    """
    checks = (_version, _settings, _checksums, _trigrams, _migrations, _clocks)
    found = [weakness for check in checks for weakness in check()]
    found += _role(private=private)
    if _there(LOG):
        found += _log()
    if _there("registry_demonstration"):
        found += _mark()
    if _there("access_user"):
        found += [*_demo(), *_default_accounts()]
    return found


def _version() -> Iterator[Weakness]:
    major = connection.cursor().connection.info.server_version // 10_000
    if major < OLDEST:
        old = msg("PostgreSQL {found}; {needed} or later is needed.")
        yield Weakness("PostgreSQL", old, {"found": str(major), "needed": str(OLDEST)})


def _settings() -> Iterator[Weakness]:
    for name, allowed in DURABLE.items():
        found = str(_asked("SELECT current_setting(%s)", name))
        if found not in allowed:
            weak = msg("It is «{found}»; needed is {needed}.")
            yield Weakness(name, weak, {"found": found, "needed": " / ".join(sorted(allowed))})


def _checksums() -> Iterator[Weakness]:
    if _asked("SELECT current_setting('data_checksums')") != "on":
        silent = msg("Without checksums a disk that forgets is not noticed.")
        yield Weakness("data_checksums", silent, grave=False)


def _trigrams() -> Iterator[Weakness]:
    if not _asked("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"):
        yield Weakness("pg_trgm", msg("The extension is missing: run `parvaneh migrate`."))
    elif not _asked("SELECT show_trgm('پروانه')"):
        blind = msg("Persian words have no trigrams here, so search finds nothing: LC_CTYPE is C.")
        yield Weakness("show_trgm", blind)


def _migrations() -> Iterator[Weakness]:
    if missing := migrations_pending():
        lacking = msg("The database lacks migrations: {names}. Run `parvaneh migrate` first.")
        yield Weakness("migrations", lacking, {"names": ", ".join(missing)})


def _clocks() -> Iterator[Weakness]:
    apart = abs((_asked("SELECT clock_timestamp()") - now_utc()).total_seconds())
    if apart > APART:
        differ = msg("The clocks of the database and of this machine are {seconds} s apart.")
        yield Weakness("clock", differ, {"seconds": f"{apart:.0f}"}, grave=False)


def _role(*, private: bool) -> Iterator[Weakness]:
    if _asked("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        mighty = msg("The product signs in as a superuser of the database.")
        yield Weakness("role", mighty, grave=not private)
    elif _there(LOG) and _asked(f"SELECT has_table_privilege('{LOG}', 'UPDATE, DELETE, TRUNCATE')"):
        able = msg("The product's role may alter the log's rows, were the triggers switched off.")
        yield Weakness("role", able, grave=False)


def _log() -> Iterator[Weakness]:
    switched = "SELECT count(*) FILTER (WHERE tgenabled = 'D'), count(*) FROM pg_trigger "
    with connection.cursor() as cursor:
        cursor.execute(f"{switched} WHERE tgrelid = %s::regclass AND NOT tgisinternal", [LOG])
        off, all_of_them = cursor.fetchone()
    if off or not all_of_them:
        yield Weakness("log", msg("The triggers that keep the log append-only are switched off."))


def _mark() -> Iterator[Weakness]:
    if _asked("SELECT count(*) FROM registry_demonstration"):
        yield Weakness("demo", msg("The database carries the mark of a demonstration, for good."))


def _demo() -> Iterator[Weakness]:
    if _asked("SELECT count(*) FROM access_user WHERE is_demo AND is_active"):
        yield Weakness("demo", msg("The database holds generated accounts: it is a demonstration."))


def _default_accounts() -> Iterator[Weakness]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT username FROM access_user WHERE is_active AND lower(username) = ANY(%s)",
            [list(DEFAULT_NAMES)],
        )
        for (name,) in cursor.fetchall():
            guessed = msg("The account «{name}» has a name that is guessed first.")
            yield Weakness("accounts", guessed, {"name": name})


def _there(table: str) -> bool:
    return bool(_asked("SELECT to_regclass(%s) IS NOT NULL", table))


def _asked(sql: str, *params: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        row = cursor.fetchone()
    return row[0] if row else None
