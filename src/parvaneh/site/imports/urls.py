"""Routes of imports."""

from django.urls import path

from parvaneh.site.imports.files import export, returned, template
from parvaneh.site.imports.pages import again, give, one, start, store, undo

urlpatterns = [
    path("imports/", start, name="imports"),
    path("imports/new/<slug:kind>/", give, name="import_give"),
    path("imports/templates/<slug:kind>/", template, name="import_template"),
    path("imports/exports/<slug:kind>/", export, name="import_export"),
    path("imports/<str:code>/", one, name="import"),
    path("imports/<str:code>/returned/", returned, name="import_returned"),
    path("imports/<str:code>/again/", again, name="import_again"),
    path("imports/<str:code>/store/", store, name="import_store"),
    path("imports/<str:code>/undo/", undo, name="import_undo"),
]
