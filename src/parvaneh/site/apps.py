"""The `site` application."""

from django.apps import AppConfig


class Site(AppConfig):
    """Doors: pages, menus, URLs."""

    name = "parvaneh.site"
    label = "site"
