"""Routes of the ranking, as the Center works on it."""

from django.urls import path

from parvaneh.site.ranking.cycle import cycle
from parvaneh.site.ranking.cycles import cycle_new, cycle_new_extraordinary, cycles
from parvaneh.site.ranking.freezing import cycle_freeze, snapshot, snapshot_file
from parvaneh.site.ranking.locking import cycle_lock
from parvaneh.site.ranking.results import run_result, run_results
from parvaneh.site.ranking.running import cycle_run, run_file, run_page

urlpatterns = [
    path("ranking/", cycles, name="cycles"),
    path("ranking/open/", cycle_new, name="cycle_new"),
    path("ranking/open/extraordinary/", cycle_new_extraordinary, name="cycle_new_extraordinary"),
    path("ranking/<str:code>/", cycle, name="cycle"),
    path("ranking/<str:code>/lock/", cycle_lock, name="cycle_lock"),
    path("ranking/<str:code>/freeze/", cycle_freeze, name="cycle_freeze"),
    path("ranking/<str:code>/snapshots/<int:number>/", snapshot, name="snapshot"),
    path("ranking/<str:code>/snapshots/<int:number>/file/", snapshot_file, name="snapshot_file"),
    path("ranking/<str:code>/run/", cycle_run, name="cycle_run"),
    path("ranking/<str:code>/runs/<int:number>/", run_page, name="run"),
    path("ranking/<str:code>/runs/<int:number>/files/<slug:name>/", run_file, name="run_file"),
    path("ranking/<str:code>/runs/<int:number>/results/", run_results, name="run_results"),
    path(
        "ranking/<str:code>/runs/<int:number>/results/<str:office>/",
        run_result,
        name="run_result",
    ),
]
