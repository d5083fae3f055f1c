"""Routes of the machine."""

from django.urls import path

from parvaneh.site.machine.health import machine_health
from parvaneh.site.machine.jobs import machine_job, machine_jobs

urlpatterns = [
    path("machine/", machine_health, name="machine_health"),
    path("machine/jobs/", machine_jobs, name="machine_jobs"),
    path("machine/jobs/<int:number>/", machine_job, name="machine_job"),
]
