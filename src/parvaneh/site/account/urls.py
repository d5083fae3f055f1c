"""Routes of one's own account; signing in and its pages are `parvaneh.access.urls`."""

from django.urls import path

from parvaneh.site.account.overview import overview
from parvaneh.site.account.palette_choice import palette_choice

urlpatterns = [
    path("", overview, name="account"),
    path("palette/", palette_choice, name="account_palette"),
]
