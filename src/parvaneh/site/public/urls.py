"""Routes of the public pages."""

from django.urls import path

from parvaneh.site.public.comparing import compare
from parvaneh.site.public.finding import find
from parvaneh.site.public.method import method
from parvaneh.site.public.office import office

urlpatterns = [
    path("find/", find, name="find"),
    path("find/compare/", compare, name="compare"),
    path("method/", method, name="method"),
    path("find/<str:code>/", office, name="public_office"),
]
