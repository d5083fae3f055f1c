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
LETTERS = {"case.standing": {"addressee": ["office 2300001"]}}
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
        # Their history begins with what is measured.
        cursor.execute("ALTER TABLE casework_case DISABLE TRIGGER USER")
        cursor.execute(MANY, [cases])
        cursor.execute("ALTER TABLE casework_case ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")
    one_step()


def admit(case: Case, by: Acting, at: datetime) -> Case:
    """The step that is measured: it moves the case, begins a deadline and pends a letter."""
    return step_take(case=case, step="admit", by=by, at=at, letters=LETTERS, visible_to=DEPUTY)


def one_step() -> None:
    """Take one step, of the first case that waits."""
    with on_trial():
        waiting = Case.objects.filter(state="waiting").earliest("id")
        admit(waiting, acting(), AT)


def last_document() -> dict[str, str | None]:
    """The columns of the last letter, as text; without its own key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, value FROM json_each_text((SELECT row_to_json(d) FROM casework_document d"
            " ORDER BY id DESC LIMIT 1)) WHERE key <> 'id'"
        )
        found = dict(cursor.fetchall())
    found["visible_to"] = "{" + ",".join(one.value for one in DEPUTY) + "}"
    return found


def rows_of_each_table() -> dict[str, int]:
    """How many rows there are in each table."""
    counted: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            (counted[table],) = cursor.fetchone()
    return counted


def acting() -> Acting:
    """The deputy, as a request finds them."""
    return Acting(User.objects.get(code="deputy"))


def unstepped(client: int, each: int) -> list[Case]:
    """Cases that one client may take on, and no other."""
    mine = Case.objects.filter(id__gt=client * each, id__lte=(client + 1) * each)
    return list(mine.filter(state="waiting").order_by("id"))
