"""Routes of webhooks."""

from django.urls import path

from parvaneh.site.webhooks.acts import target_new, webhook_end, webhook_repeat, webhook_secret
from parvaneh.site.webhooks.pages import webhook, webhooks

urlpatterns = [
    path("machine/webhooks/", webhooks, name="webhooks"),
    path("machine/webhooks/new/", target_new, name="webhook_new"),
    path("machine/webhooks/<str:code>/", webhook, name="webhook"),
    path("machine/webhooks/<str:code>/secret/", webhook_secret, name="webhook_secret"),
    path("machine/webhooks/<str:code>/repeat/", webhook_repeat, name="webhook_repeat"),
    path("machine/webhooks/<str:code>/end/", webhook_end, name="webhook_end"),
]
