"""Jobs: what waits, runs and failed, when each last began by itself, and beginning one again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from parvaneh.access.operations import job_retry
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.jobs import JOBS, jobs_health
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.models import JobFailure
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.listing import listing_response
from parvaneh.site.machine.machine_words import STANDS, job_said, stands_said, time_said
from parvaneh.site.reader import Reader, reader_of

ANY = msg("any")
LONGEST = 500
BEGUN = "SELECT task_name, max(defer_timestamp) FROM procrastinate_periodic_defers GROUP BY 1"


@dataclass(frozen=True)
class Periodic:
    """A job that begins by itself: what it does, how often, when it last began."""

    says: str
    name: str
    every: str
    begun_at: datetime | None


class JobFilter(forms.Form):
    """The filters of the list of jobs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer states and jobs in the reader's language."""
        super().__init__(*args, **kwargs)
        states = [(key, say(words)) for key, (words, _) in STANDS.items()]
        names = [(name, job_said(name)) for name in sorted(JOBS)]
        for name, label, choices in (
            ("status", msg("State"), states),
            ("job", msg("Job"), names),
        ):
            self.fields[name] = forms.ChoiceField(
                label=say(label), choices=[("", say(ANY)), *choices], required=False
            )

    def condition(self) -> Q:
        """What is asked as a condition."""
        said = {"status": self.cleaned_data["status"], "task_name": self.cleaned_data["job"]}
        return Q(**{name: value for name, value in said.items() if value})


class RetryForm(forms.Form):
    """Why a failed job should begin again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        label = say(msg("Why it should succeed now"))
        self.fields["reason"] = TextField(label=label, max_length=LONGEST)


def job_filter(sent: QueryDict | None) -> JobFilter:
    """The form, with what was sent if anything was."""
    return JobFilter(sent)


LISTING = Listing(
    "jobs",
    msg("Jobs"),
    (
        Column(
            "id",
            msg("Number"),
            lambda one: one.id,
            Kind.NUMBER,
            link=lambda one: reverse("machine_job", args=[one.id]),
            order="id",
        ),
        Column("job", msg("Job"), lambda one: job_said(one.task_name)),
        Column("status", msg("State"), lambda one: stands_said(one.status), Kind.TAG),
        Column("queue", msg("Queue"), lambda one: one.queue_name, Kind.CODE),
        Column("attempts", msg("Attempts"), lambda one: one.attempts, Kind.NUMBER),
        Column("due", msg("Begins at"), lambda one: one.scheduled_at, Kind.MOMENT),
    ),
    filters=job_filter,
)


def machine_reader(request: HttpRequest) -> Reader:
    """The reader of a page about the machine.

    Raises:
        NotThere: it is not for them.
    """
    reader = reader_of(request)
    if not reach(reader.acting, Permission.MACHINE_SEE, reader.on).country:
        raise NotThere("machine")
    return reader


@login_required
@require_safe
def machine_jobs(request: HttpRequest) -> HttpResponse:
    """Show the jobs, the last one first, and those that begin by themselves."""
    machine_reader(request)
    rows = ProcrastinateJob.objects.all()
    return listing_response(
        request,
        "machine/jobs.html",
        LISTING,
        rows,
        ("-id",),
        queues=jobs_health(),
        periodic=_periodic(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def machine_job(request: HttpRequest, number: int) -> HttpResponse:
    """Show one job: how it stands, why it failed; and let it begin again."""
    reader = machine_reader(request)
    row = ProcrastinateJob.objects.filter(pk=number).first()
    if row is None:
        raise NotThere(f"job {number}")
    may = reach(reader.acting, Permission.MACHINE_MANAGE, reader.on).country

    def shown(form: forms.Form) -> HttpResponse:
        failure = JobFailure.objects.filter(pk=number).first()
        told = {"job": row, "says": job_said(row.task_name), "stands": stands_said(row.status)}
        more = {"failure": failure, "form": form, "may_retry": may and row.status == "failed"}
        return render(request, "machine/job.html", {**told, **more})

    if request.method != "POST":
        return shown(RetryForm())
    return one_act(
        form=RetryForm(request.POST),
        operation=lambda said: job_retry(
            job=number, reason=said["reason"], by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("machine_job", args=[number]),
        again=shown,
    )


def _periodic() -> list[Periodic]:
    with connection.cursor() as cursor:
        cursor.execute(BEGUN)
        begun = {name: datetime.fromtimestamp(at, UTC) for name, at in cursor.fetchall()}
    return [
        Periodic(job_said(one.name), one.name, time_said(one.every), begun.get(one.name))
        for one in JOBS.values()
        if one.every
    ]
