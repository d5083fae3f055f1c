"""Routes of the results of offices, and of how stable all grades are."""

from django.urls import path

from parvaneh.site.results.breakdown import results
from parvaneh.site.results.criterion import result_criterion
from parvaneh.site.results.drafts import result_draft
from parvaneh.site.results.history import result_history
from parvaneh.site.results.improving import result_improve
from parvaneh.site.results.letters import result_letters
from parvaneh.site.results.stability import stability

urlpatterns = [
    path("stability/", stability, name="stability"),
    path("results/<str:code>/", results, name="results"),
    path("results/<str:code>/improve/", result_improve, name="result_improve"),
    path("results/<str:code>/history/", result_history, name="result_history"),
    path("results/<str:code>/letters/", result_letters, name="result_letters"),
    path("results/<str:code>/draft/", result_draft, name="result_draft"),
    path("results/<str:code>/of/<str:criterion>/", result_criterion, name="result_criterion"),
]
