"""Answers that are text travel compressed; pictures, faces and workbooks are compressed already."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTUAL = ("text/", "application/json", "application/javascript", "image/svg+xml")


class Compression(GZipMiddleware):
    """Middleware: Django's, which also hides the length of what it compresses, for text alone."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress the answer where it is text and the browser reads that."""
        if response.headers.get("Content-Type", "").startswith(TEXTUAL):
            return super().process_response(request, response)
        return response
