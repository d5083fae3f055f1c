"""Routes of the values of the law."""

from django.urls import path

from parvaneh.site.values.comparing import value_compare
from parvaneh.site.values.proposing import (
    value_new,
    value_proposal,
    value_proposal_confirm,
    value_proposal_decline,
)
from parvaneh.site.values.values import value, values

urlpatterns = [
    path("values/", values, name="values"),
    path("values/proposals/<str:code>/", value_proposal, name="value_proposal"),
    path(
        "values/proposals/<str:code>/confirm/",
        value_proposal_confirm,
        name="value_proposal_confirm",
    ),
    path(
        "values/proposals/<str:code>/decline/",
        value_proposal_decline,
        name="value_proposal_decline",
    ),
    path("values/<str:key>/", value, name="value"),
    path("values/<str:key>/propose/", value_new, name="value_new"),
    path("values/<str:key>/compare/", value_compare, name="value_compare"),
]
