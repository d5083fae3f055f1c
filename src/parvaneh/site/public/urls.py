"""Routes of the public pages."""

from django.urls import path

from parvaneh.site.public.about import accessibility, guide, privacy
from parvaneh.site.public.badge import badge
from parvaneh.site.public.comparing import compare
from parvaneh.site.public.embedding import embed, embedded_list
from parvaneh.site.public.finding import find
from parvaneh.site.public.honours import honours
from parvaneh.site.public.method import method
from parvaneh.site.public.office import office, poster, sheet
from parvaneh.site.public.open_data import open_data, proof_file
from parvaneh.site.public.places import places, province
from parvaneh.site.public.verifying import verify, verify_file

urlpatterns = [
    path("find/", find, name="find"),
    path("find/compare/", compare, name="compare"),
    path("places/", places, name="places"),
    path("places/<str:key>/", province, name="province"),
    path("verify/", verify, name="verify"),
    path("verify/file/", verify_file, name="verify_file"),
    path("honours/", honours, name="honours"),
    path("open-data/", open_data, name="open_data"),
    path("open-data/rankings/<str:code>.zip", proof_file, name="proof_file"),
    path("help/", guide, name="help"),
    path("privacy/", privacy, name="privacy"),
    path("accessibility/", accessibility, name="accessibility"),
    path("method/", method, name="method"),
    path("find/<str:code>/sheet/", sheet, name="office_sheet"),
    path("find/<str:code>/poster/", poster, name="office_poster"),
    path("embed/", embed, name="embed"),
    path("embed/list/", embedded_list, name="embedded_list"),
    path("badge/<str:code>.svg", badge, name="office_badge"),
    path("find/<str:code>/", office, name="public_office"),
]
