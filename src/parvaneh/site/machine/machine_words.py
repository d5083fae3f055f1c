"""What each job does and how it stands, in words."""

from collections.abc import Mapping
from datetime import UTC, datetime

from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import say
from parvaneh.kit.clock import tehran
from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language, persian_digits

JOBS_SAID: Mapping[str, str] = {
    "access.sign_in_forget": msg("Forget what sign-in keeps for a time"),
    "casework.deadlines_recount": msg("Count time limits again"),
    "casework.deadlines_remind": msg("Remind of last days"),
    "casework.document_render": msg("Make and seal a letter"),
    "casework.messages_digest": msg("Gather messages into one e-mail"),
    "casework.messages_send": msg("Send messages"),
    "casework.time_passes": msg("Take the steps of mere time"),
    "imports.import_checked": msg("Check the rows of an import"),
    "imports.import_stored": msg("Store the rows of an import"),
    "ledger.checkpoint": msg("Sign a checkpoint of the log"),
    "ledger.verify": msg("Verify the log"),
    "editions.edition_follow": msg("Publish the public register if it changed"),
    "ranking.provisionals_keep": msg("Catch up with evidence of a ranking that came by imports"),
    "ranking.run_do": msg("Compute a ranking"),
    "ranking.objection_limits_watch": msg("Tell of limits of objections that were missed"),
    "ranking.announcement_due": msg("Announce a ranking at its moment"),
    "ranking.announcements_look": msg("Look for announcements whose moment has come"),
    "ranking.letters_begin": msg("Sign the log and order the grade letters"),
    "ranking.letters_look": msg("Go on with grade letters that are not all served"),
    "ranking.letters_serve_some": msg("Make, seal and serve grade letters"),
    "registry.licences_write_up": msg("Write up what followed for licences"),
    "site.answers_purge": msg("Forget answers to old forms"),
    "site.pages_follow": msg("Write public pages for the front server"),
    "webhooks.webhooks_follow": msg("Begin deliveries that are due again"),
    "webhooks.webhooks_send": msg("Tell other systems of changes"),
}
STANDS: Mapping[str, tuple[str, str]] = {
    "todo": (msg("waiting"), "plain"),
    "doing": (msg("running"), "note"),
    "succeeded": (msg("done"), "ok"),
    "failed": (msg("failed"), "bad"),
    "cancelled": (msg("cancelled"), "warn"),
    "aborting": (msg("being stopped"), "warn"),
    "aborted": (msg("stopped"), "warn"),
}

EVERY_MINUTE = msg("every minute")
EVERY = msg("every {minutes} minutes")
MINUTELY = msg("every minute")
HOURLY = msg("every hour, at minute {minute}")
DAILY = msg("every day at {time}")
HOUR, ANY_WINTER = 60, 2026


def time_said(cron: str) -> str:
    """When a job begins, Tehran time: of the forms of cron those that our jobs use."""
    minute, hour, *_ = cron.split()
    if minute == "*":
        return say(EVERY_MINUTE)
    if minute == "*":
        return say(MINUTELY)
    if minute.startswith("*/"):
        return say(EVERY, minutes=int(minute.removeprefix("*/")))
    if hour == "*":
        # Tehran is half an hour beside the hours of UTC.
        return say(HOURLY, minute=(int(minute) + HOUR // 2) % HOUR)
    begins = datetime(ANY_WINTER, 1, 1, int(hour), int(minute), tzinfo=UTC).astimezone(tehran())
    time = f"{begins:%H:%M}"
    return say(DAILY, time=persian_digits(time) if language_now() is Language.FA else time)


def job_said(name: str) -> str:
    """What a job does; its name where nobody has said it."""
    return say(JOBS_SAID[name]) if name in JOBS_SAID else name


def stands_said(status: str) -> Tag:
    """How a job stands."""
    words, tone = STANDS.get(status, (status, "plain"))
    return Tag(say(words), tone)
