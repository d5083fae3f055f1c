"""The route of the gallery."""

from django.urls import path

from parvaneh.site.gallery.page import gallery

urlpatterns = [path("", gallery, name="gallery")]
