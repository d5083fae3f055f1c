"""Routes of the API, below ``/api/v1/``. Their names stand alone: nothing is named twice."""

from django.urls import URLPattern, path

from parvaneh.site.api.document import openapi
from parvaneh.site.api.routes import api

# Without the framework's own root: there is nothing at it, which the door says better.
READ = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
urlpatterns = [path("openapi.json", openapi, name="api_openapi"), *READ]
