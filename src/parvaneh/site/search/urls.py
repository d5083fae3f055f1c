"""Routes of the search."""

from django.urls import path

from parvaneh.site.search.pages import palette, search

urlpatterns = [
    path("search/", search, name="search"),
    path("palette/", palette, name="palette"),
]
