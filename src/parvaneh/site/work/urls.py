"""Routes of the work on cases."""

from django.urls import path

from parvaneh.site.work.case_list import cases, view_change, view_keep
from parvaneh.site.work.cases import case, note, step
from parvaneh.site.work.documents import document, notice
from parvaneh.site.work.together import together

urlpatterns = [
    path("cases/", cases, name="cases"),
    path("cases/together/", together, name="cases_together"),
    path("cases/views/", view_keep, name="case_view_keep"),
    path("cases/views/<str:code>/", view_change, name="case_view_change"),
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/notes/", note, name="case_note"),
    path("cases/<str:number>/<slug:step>/", step, name="case_step"),
    path("documents/<str:code>/", document, name="document"),
    path("notices/<str:code>/", notice, name="notice"),
]
