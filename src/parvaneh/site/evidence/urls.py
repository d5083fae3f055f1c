"""Routes of the evidence of a cycle."""

from django.urls import path

from parvaneh.site.evidence.applicability import applicability
from parvaneh.site.evidence.completeness import completeness, province, start
from parvaneh.site.evidence.counting import counting
from parvaneh.site.evidence.declaring import declare, mismatch, mismatches, own
from parvaneh.site.evidence.giving import chase, give, window
from parvaneh.site.evidence.sheets import office, sheet

CYCLE = "ranking/<str:code>/sources/"
PROVINCE = f"{CYCLE}<str:key>/"

urlpatterns = [
    path("declaring/", own, name="declarations_own"),
    path("declaring/<str:code>/<str:office>/", declare, name="declaration"),
    path("sources/", start, name="evidence_start"),
    path(CYCLE, completeness, name="evidence_completeness"),
    path(f"{CYCLE}chase/", chase, name="evidence_chase"),
    path(f"{CYCLE}window/", window, name="evidence_window"),
    path(f"{CYCLE}count/", counting, name="evidence_counting"),
    path(f"{CYCLE}give/<str:place>/", give, name="evidence_give"),
    path(f"{CYCLE}offices/<str:office>/", office, name="evidence_office"),
    path(f"{CYCLE}declared/<int:number>/", mismatch, name="evidence_mismatch"),
    path(PROVINCE, province, name="evidence_province"),
    path(f"{PROVINCE}declared/", mismatches, name="evidence_mismatches"),
    path(f"{PROVINCE}applicability/", applicability, name="evidence_applicability"),
    path(f"{PROVINCE}<str:indicator>/", sheet, name="evidence_sheet"),
]
