"""Routes of the work on cases."""

from django.urls import path

from parvaneh.site.work.cases import case, cases, note, step
from parvaneh.site.work.documents import document, notice

urlpatterns = [
    path("cases/", cases, name="cases"),
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/notes/", note, name="case_note"),
    path("cases/<str:number>/<slug:step>/", step, name="case_step"),
    path("documents/<str:code>/", document, name="document"),
    path("notices/<str:code>/", notice, name="notice"),
]
