"""Routes of the ranking, as the Center works on it."""

from django.urls import path

from parvaneh.site.ranking.comparing import cycle_compare_page
from parvaneh.site.ranking.cycle import cycle
from parvaneh.site.ranking.cycles import cycle_new, cycle_new_extraordinary, cycles
from parvaneh.site.ranking.deciding import cycle_confirm_page, cycle_correct_page
from parvaneh.site.ranking.drafting import cycle_draft, cycle_remarks, remark_page
from parvaneh.site.ranking.freezing import cycle_freeze, snapshot, snapshot_file
from parvaneh.site.ranking.locking import cycle_lock
from parvaneh.site.ranking.results import run_result, run_results
from parvaneh.site.ranking.running import cycle_run, run_file, run_page
from parvaneh.site.ranking.what_ifs import cycle_what_ifs, what_if, what_if_new

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
    path("ranking/<str:code>/compare/", cycle_compare_page, name="cycle_compare"),
    path("ranking/<str:code>/what-if/", cycle_what_ifs, name="cycle_what_ifs"),
    path("ranking/<str:code>/what-if/new/<str:key>/", what_if_new, name="what_if_new"),
    path("ranking/<str:code>/what-if/<int:number>/", what_if, name="what_if"),
    path("ranking/<str:code>/confirm/", cycle_confirm_page, name="cycle_confirm"),
    path("ranking/<str:code>/correct/", cycle_correct_page, name="cycle_correct"),
    path("ranking/<str:code>/draft/", cycle_draft, name="cycle_draft"),
    path("ranking/<str:code>/remarks/", cycle_remarks, name="cycle_remarks"),
    path("ranking/<str:code>/remarks/<str:remark>/", remark_page, name="remark"),
]
