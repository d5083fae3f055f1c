"""How the machine does: database, workers, disk, keys, log, calendar, settings."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.jobs import jobs_health
from parvaneh.frame.keyring import keyring
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.version import code_version
from parvaneh.ledger.checkpoints import latest
from parvaneh.ledger.models import Head
from parvaneh.registry.queries import calendar_warnings
from parvaneh.site.machine.jobs import machine_reader
from parvaneh.site.reader import Reader

GIB = 2**30
FREE_LEAST = 0.10  # of the disk
LATE = timedelta(minutes=10)  # that a due job may wait
UNSIGNED = timedelta(hours=2)  # that events may stand under no checkpoint
OLD_BACKUP = timedelta(days=2)
OLD_KEY = timedelta(days=730)
PURPOSES = {
    "signing": msg("Key for signing"),
    "encryption": msg("Key for personal values"),
    "index": msg("Key for searching personal values"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what, what was found, its tone (ok, warn, bad)."""

    name: str
    found: str
    tone: str = "ok"


@login_required
@require_safe
def machine_health(request: HttpRequest) -> HttpResponse:
    """Show everything at once, what is wrong first."""
    reader = machine_reader(request)
    found = [finding for look in LOOKS for finding in look(reader)]
    ranks = {"bad": 0, "warn": 1, "ok": 2}
    found.sort(key=lambda one: ranks[one.tone])
    weak = import_string(settings.WEAKNESSES)()
    told = [(one.subject, say(one.message, **dict(one.params)), one.grave) for one in weak]
    wrong = sum(one.tone != "ok" for one in found)
    return render(request, "machine/health.html", {"findings": found, "weak": told, "wrong": wrong})


def _database(_: Reader) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()),"
            " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),"
            " current_setting('max_connections')::int"
        )
        version, size, used, most = cursor.fetchone()
    words = msg("PostgreSQL {version}, {size} MB, {used} of {most} connections")
    told = say(words, version=version.split()[0], size=size // 2**20, used=used, most=most)
    yield Finding(say(msg("Database")), told, "warn" if used > most * 0.8 else "ok")


def _jobs(reader: Reader) -> Iterator[Finding]:
    health = jobs_health()
    workers = say(msg("{count} at work"), count=health.workers)
    yield Finding(say(msg("Workers")), workers, "ok" if health.workers else "bad")
    waits = reader.at - health.oldest if health.oldest else timedelta()
    words = msg("{waiting} due, {later} for later, {running} running, {failed} failed")
    told = say(
        words,
        waiting=health.waiting,
        later=health.later,
        running=health.running,
        failed=health.failed,
    )
    tone = "bad" if waits > LATE else "warn" if health.failed else "ok"
    yield Finding(say(msg("Jobs")), told, tone)


def _disk(_: Reader) -> Iterator[Finding]:
    usage = shutil.disk_usage(Path(settings.VAR))
    words = msg("{free} GiB free of {total}")
    told = say(words, free=usage.free // GIB, total=usage.total // GIB)
    tone = "ok" if usage.free > usage.total * FREE_LEAST else "bad"
    yield Finding(say(msg("Disk")), told, tone)


def _backup(reader: Reader) -> Iterator[Finding]:
    name = say(msg("Last backup"))
    try:
        made = datetime.fromisoformat(Path(settings.LAST_BACKUP).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        yield Finding(name, say(msg("none was made on this machine yet")), "warn")
        return
    age = reader.at - made
    told = say(msg("{days} days old, made {at}"), days=age.days, at=shown(made))
    yield Finding(name, told, "warn" if age > OLD_BACKUP else "ok")


def _keys(reader: Reader) -> Iterator[Finding]:
    for purpose, name in PURPOSES.items():
        keys = [one for one in keyring().keys if one.purpose.value == purpose]
        if not keys:
            yield Finding(say(name), say(msg("there is none")), "bad")
            continue
        made: datetime = max(one.made_at for one in keys)
        age = reader.at - made
        told = say(msg("{days} days old, made {at}"), days=age.days, at=shown(made))
        yield Finding(say(name), told, "warn" if age > OLD_KEY else "ok")


def _log(reader: Reader) -> Iterator[Finding]:
    head = Head.objects.values_list("number", flat=True).first() or 0
    signed = latest()
    name = say(msg("Checkpoint of the log"))
    if signed is None:
        yield Finding(name, say(msg("none signed yet")), "warn" if head else "ok")
        return
    words = msg("over {size} of {head} events, signed {at}")
    told = say(words, size=signed.size, head=head, at=shown(signed.at))
    is_late = signed.size < head and reader.at - signed.at > UNSIGNED
    yield Finding(name, told, "warn" if is_late else "ok")


def _calendar(reader: Reader) -> Iterator[Finding]:
    name = say(msg("Calendar"))
    faults = calendar_warnings(reader.on)
    for one in faults:
        yield Finding(name, reason_said(one).text, "warn")
    if not faults:
        yield Finding(name, say(msg("this year and the next are entered")))


def _version(_: Reader) -> Iterator[Finding]:
    yield Finding(say(msg("Version")), shown(code_version()))
    cores = len(os.sched_getaffinity(0))
    yield Finding(say(msg("Processor cores")), shown(cores))


LOOKS: tuple[Callable[[Reader], Iterator[Finding]], ...] = (
    _database,
    _jobs,
    _disk,
    _backup,
    _keys,
    _log,
    _calendar,
    _version,
)
