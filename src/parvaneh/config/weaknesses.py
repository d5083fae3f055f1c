"""What is too weak for production: of the settings, of the keys, of the database.

`parvaneh doctor` tells all of it at once; `parvaneh serve` refuses to start in production while
something of the settings is grave.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from parvaneh.config.environment import DEVELOPMENT, KEYS, PRODUCTION, TEST, VAR
from parvaneh.config.secret import VARIABLE as SECRET
from parvaneh.kit.clock import STOPPED_AT
from parvaneh.kit.keys import KeysRefused, Purpose, keyring_read
from parvaneh.kit.languages import msg

SECRET_LENGTH = 40
HSTS_LEAST = 86_400  # seconds: one day
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", ""}
ENCRYPTED = {"require", "verify-ca", "verify-full"}
NOTHING: Mapping[str, str] = {}

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Weakness:
    """Something that is too weak: what, why, and whether production is refused for it."""

    subject: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
    grave: bool = True


def weaknesses_of_settings(
    environment: Environment = os.environ, *, keys: Path = KEYS, var: Path = VAR
) -> list[Weakness]:
    """What would be too weak in production, as the environment and the key folder stand.

    Args:
        environment: its variables.
        keys: the folder of keys.
        var: the folder of the product's own files.
    """
    found: list[Weakness] = []
    for check in CHECKS:
        found.extend(check(environment))
    return [*found, *_keys(environment, keys), *_folder(var)]


def in_production(environment: Environment = os.environ) -> bool:
    """Whether the environment says production, or a word that is not known at all."""
    return environment.get("PARVANEH_ENV", DEVELOPMENT) not in {DEVELOPMENT, TEST}


def _word(environment: Environment) -> Iterator[Weakness]:
    word = environment.get("PARVANEH_ENV", DEVELOPMENT)
    if word not in {DEVELOPMENT, TEST, PRODUCTION}:
        unknown = msg("«{word}» is none of development, test and production.")
        yield Weakness("PARVANEH_ENV", unknown, {"word": word})


def _secret(environment: Environment) -> Iterator[Weakness]:
    given = environment.get(SECRET, "")
    if given and (len(given) < SECRET_LENGTH or len(set(given)) < SECRET_LENGTH // 4):
        short = msg("It needs {least} characters drawn at random; leave it unset to use the keys.")
        yield Weakness(SECRET, short, {"least": str(SECRET_LENGTH)})


def _proxy(environment: Environment) -> Iterator[Weakness]:
    if not environment.get("PARVANEH_PROXY_HEADER"):
        yield Weakness(
            "PARVANEH_PROXY_HEADER",
            msg("Name the header in which the front server says that the visitor speaks TLS."),
        )


def _debug(environment: Environment) -> Iterator[Weakness]:
    if environment.get("PARVANEH_DEBUG", "") not in {"", "0"}:
        yield Weakness("PARVANEH_DEBUG", msg("Error pages would show the inside."))


def _clock(environment: Environment) -> Iterator[Weakness]:
    if environment.get(STOPPED_AT):
        yield Weakness(STOPPED_AT, msg("The clock stands still."))


def _hosts(environment: Environment) -> Iterator[Weakness]:
    hosts = {one.strip() for one in environment.get("PARVANEH_HOSTS", "").split(",")} - {""}
    if any("*" in one or one.startswith(".") for one in hosts):
        yield Weakness("PARVANEH_HOSTS", msg("A name with a star or a leading dot lets others in."))
    elif hosts <= LOCAL:
        yield Weakness("PARVANEH_HOSTS", msg("Name the hosts under which the public calls."))


def _origins(environment: Environment) -> Iterator[Weakness]:
    for origin in filter(None, environment.get("PARVANEH_ORIGINS", "").split(",")):
        if not re.fullmatch(r"https://[^*/]+", origin.strip()):
            plain = msg("«{origin}» must begin with https:// and hold no star.")
            yield Weakness("PARVANEH_ORIGINS", plain, {"origin": origin})


def _hsts(environment: Environment) -> Iterator[Weakness]:
    given = environment.get("PARVANEH_HSTS", "")
    if given.isdigit() and int(given) < HSTS_LEAST:
        yield Weakness("PARVANEH_HSTS", msg("Less than a day protects nobody."))


def _transport(environment: Environment) -> Iterator[Weakness]:
    parts = urlsplit(environment.get("DATABASE_URL", ""))
    query = parse_qs(parts.query)
    host = query.get("host", [parts.hostname or ""])[0]
    if host in LOCAL or host.startswith("/"):
        return
    if query.get("sslmode", [""])[0] not in ENCRYPTED:
        open_ = msg("The database is on another machine: add sslmode=verify-full.")
        yield Weakness("DATABASE_URL", open_)


CHECKS: tuple[Callable[[Environment], Iterator[Weakness]], ...] = (
    _word,
    _secret,
    _proxy,
    _debug,
    _clock,
    _hosts,
    _origins,
    _hsts,
    _transport,
)


def _keys(environment: Environment, folder: Path) -> Iterator[Weakness]:
    if folder.exists() and folder.stat().st_mode & OTHERS:
        yield Weakness(
            "PARVANEH_KEYS", msg("Others may enter the folder of keys; only its owner should.")
        )
    try:
        held = keyring_read(folder, environment)
    except KeysRefused as why:
        yield Weakness("PARVANEH_KEYS", why.message, why.params)
        return
    except OSError as why:
        yield Weakness("PARVANEH_KEYS", "{why}", {"why": why.strerror or ""})
        return
    for purpose in Purpose:
        if purpose is Purpose.SESSION and environment.get(SECRET):
            continue
        if all(key.retired for key in held.of(purpose)):
            lacking = msg("There is no active key for {purpose}.")
            yield Weakness("PARVANEH_KEYS", lacking, {"purpose": purpose.value})


def _folder(var: Path) -> Iterator[Weakness]:
    if var.exists() and var.stat().st_mode & stat.S_IWOTH:
        yield Weakness("PARVANEH_VAR", msg("Everybody may write into the folder."))
