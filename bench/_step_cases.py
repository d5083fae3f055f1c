"""Cases of a trial procedure that wait for one step; imported only where Django is set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import connection

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.casework.models import Case
from parvaneh.casework.operations import step_take
from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.law.citation import cites
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term

ON = date(2025, 10, 4)
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
WAITING = State("waiting", "منتظر", "waiting")
EXAMINED = State("examined", "بررسی‌شده", "examined")
ENDED = State("ended", "پایان", "ended", ends=True)
DEPUTY = (Actor.PROVINCIAL_DEPUTY,)
ARTICLE = cites("D1404 12(2)")
DAYS = "D1404.12.review_days"
BENCH = Procedure(
    "bench",
    Term("آزمایشی", "bench"),
    WAITING,
    (
        Step("admit", (WAITING,), EXAMINED, DEPUTY, ARTICLE, "پذیرش", "admit"),
        Step("end", (EXAMINED,), ENDED, DEPUTY, ARTICLE, "پایان", "end", DAYS),
    ),
)
MANY = """
INSERT INTO casework_case (number, procedure, state, version, outcome, subject, source,
    office_code, province, kanoon, waits_for, opened_at, opened_by, entered_on)
SELECT 'bench-' || n, 'bench', 'waiting', 1, '', 'bench:' || n, '', '', 'IR-23', '',
    '{provincial_deputy}', '2025-10-04', 'system', '2025-10-04'
FROM generate_series(1, %s) AS n
"""


@contextmanager
def on_trial() -> Iterator[None]:
    """Let the cases be moved."""
    with procedure_on_trial(BENCH):
        yield


def seed(cases: int) -> None:
    """Make a deputy and so many cases, and take one step so that pgbench knows what one writes."""
    user = User.objects.create(code="deputy", username="deputy", name="deputy", created_at=AT)
    Grant.objects.create(
        user=user,
        role="provincial_deputy",
        scope="province",
        scope_key="IR-23",
        starts_on=date(2025, 1, 1),
        given_by="system",
        given_at=AT,
    )
    with connection.cursor() as cursor:
        cursor.execute(MANY, [cases])
        cursor.execute("VACUUM ANALYZE")
    with on_trial():
        step_take(case=Case.objects.earliest("id"), step="admit", by=acting(), at=AT)


def acting() -> Acting:
    """The deputy, as a request finds them."""
    return Acting(User.objects.get(code="deputy"))


def unstepped(client: int, each: int) -> list[Case]:
    """Cases that one client may take on, and no other."""
    mine = Case.objects.filter(id__gt=client * each, id__lte=(client + 1) * each)
    return list(mine.filter(state="waiting").order_by("id"))
