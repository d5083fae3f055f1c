"""The door for web servers that speak WSGI: kept public pages before Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvaneh.config.settings")
_django = get_wsgi_application()

from parvaneh.site.kept import kept_door  # noqa: E402 - Django has read its settings now

application = kept_door(_django)
