"""Every route of the product, assembled. Persian at ``/``, English at ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from parvaneh.site.api.page import api_page
from parvaneh.site.health import health
from parvaneh.site.home import home
from parvaneh.site.public.open_data import data_file
from parvaneh.site.public.robots import robots, sitemap

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("data/<str:name>", data_file, name="data_file"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/v1/", include("parvaneh.site.api.urls")),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("parvaneh.site.public.urls")),
        path("", include("parvaneh.site.results.urls")),
        path("api/", api_page, name="api"),
        path("", include("parvaneh.site.work.urls")),
        path("", include("parvaneh.site.objections.urls")),
        path("", include("parvaneh.site.imports.urls")),
        path("", include("parvaneh.site.log.urls")),
        path("", include("parvaneh.site.machine.urls")),
        path("", include("parvaneh.site.webhooks.urls")),
        path("gallery/", include("parvaneh.site.gallery.urls")),
        path("account/", include("parvaneh.site.account.urls")),
        path("", include("parvaneh.site.access.urls")),
        path("", include("parvaneh.site.values.urls")),
        path("", include("parvaneh.site.calendar.urls")),
        path("", include("parvaneh.site.evidence.urls")),
        path("", include("parvaneh.site.announcing.urls")),
        path("", include("parvaneh.site.ranking.urls")),
        path("", include("parvaneh.site.registry.urls")),
        path("account/", include("parvaneh.access.urls")),
        path("", include("parvaneh.site.search.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "parvaneh.site.errors.bad_request"
handler403 = "parvaneh.site.errors.forbidden"
handler404 = "parvaneh.site.errors.not_found"
handler500 = "parvaneh.site.errors.failed"
